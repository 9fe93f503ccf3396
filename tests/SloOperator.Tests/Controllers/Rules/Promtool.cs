using System.Text.Json;
using SloOperator.Testing.Processes;
using TemporaryFolder = SloOperator.Testing.Processes.TemporaryFolder;

namespace SloOperator.Tests.Controllers.Rules;

/// <summary>What Prometheus itself says of rules, by its promtool.</summary>
internal static class Promtool
{
    /// <summary>Its output, with the count of rules; fails with what it complains of.</summary>
    public static async Task<string> CheckAsync(string rules)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("rules.yaml"), rules);
        return await RunAsync("check", folder.File("rules.yaml"));
    }

    /// <summary>Holds the rules against a history of one sample a minute, from time 0.</summary>
    /// <param name="rules">A rule file.</param>
    /// <param name="history">By series.</param>
    /// <param name="expected">At which minute the query has which value.</param>
    public static async Task<string> TestAsync(
        string rules,
        IReadOnlyDictionary<string, string> history,
        params IReadOnlyList<(int Minute, string Query, double Value)> expected
    )
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("rules.yaml"), rules);
        await File.WriteAllTextAsync(
            folder.File("test.yaml"),
            JsonSerializer.Serialize(
                new
                {
                    rule_files = new[] { "rules.yaml" },
                    evaluation_interval = "1m",
                    tests = new[]
                    {
                        new
                        {
                            interval = "1m",
                            input_series = history.Select(each => new
                            {
                                series = each.Key,
                                values = each.Value,
                            }),
                            promql_expr_test = expected.Select(each => new
                            {
                                expr = each.Query,
                                eval_time = $"{each.Minute}m",
                                exp_samples = new[] { new { labels = "{}", value = each.Value } },
                            }),
                        },
                    },
                }
            )
        );
        return await RunAsync("test", folder.File("test.yaml"));
    }

    private static async Task<string> RunAsync(string command, string file)
    {
        CommandResult result = await ChildProcess.RunAsync(
            "promtool",
            new ChildProcessOptions { Arguments = [command, "rules", file] },
            TimeSpan.FromMinutes(2)
        );
        result.ExitCode.ShouldBe(0, result.Output + result.Errors);
        return result.Output;
    }
}
