using System.Text.Json;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Dashboards;

public sealed class DashboardPromtoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Dashboard.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Promtool_takes_every_expression(string name)
    {
        string[] expressions =
        [
            .. Dashboard.Read(name).Panels.SelectMany(panel => panel.Expressions),
        ];

        CommandResult result = await CheckAsync(expressions);

        result.ExitCode.ShouldBe(0, result.Output + result.Errors);
        result.Output.ShouldContain($"SUCCESS: {expressions.Length} rules found");
    }

    [Fact]
    public async Task Promtool_would_refuse_a_slip()
    {
        CommandResult result = await CheckAsync("sum by (namespace (slo_operator_gate_allowed)");

        result.ExitCode.ShouldNotBe(0);
    }

    public void Dispose() => _folder.Dispose();

    // JSON is YAML too, and needs no care for quotes.
    private async Task<CommandResult> CheckAsync(params IReadOnlyList<string> expressions)
    {
        string file = _folder.File("rules.yaml");
        object[] rules =
        [
            .. expressions.Select((expr, index) => new { record = $"panel:{index}", expr }),
        ];
        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(new { groups = new[] { new { name = "panels", rules } } })
        );
        return await ChildProcess.RunAsync(
            "promtool",
            new ChildProcessOptions { Arguments = ["check", "rules", file] },
            TimeSpan.FromSeconds(30)
        );
    }
}
