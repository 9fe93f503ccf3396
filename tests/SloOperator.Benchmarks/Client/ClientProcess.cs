using System.Globalization;
using SloOperator.Testing.Processes;

namespace SloOperator.Benchmarks.Client;

/// <summary>This program again as a client, with the settings of the garbage collector that the operator is published with.</summary>
internal static class ClientProcess
{
    private const string Word = "figures:";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCGen0MaxBudget"] = "400000",
        ["DOTNET_GCConserveMemory"] = "7",
        ["DOTNET_GCLOHThreshold"] = "61A80",
        ["DOTNET_TieredPGO"] = "0",
    };

    public static ChildProcess Start(string what, string kubeconfig) =>
        ChildProcess.Start(
            "dotnet",
            new ChildProcessOptions
            {
                Arguments =
                [
                    typeof(ClientProcess).Assembly.Location,
                    ClientProgram.Verb,
                    what,
                    kubeconfig,
                ],
                Environment = Settings,
            }
        );

    /// <summary>Runs it to the end and returns what it told.</summary>
    public static async Task<double[]> MeasureAsync(string what, string kubeconfig)
    {
        await using ChildProcess child = Start(what, kubeconfig);
        string line = await child.WaitForLineAsync(
            line => line.StartsWith(Word, StringComparison.Ordinal),
            Deadline
        );
        return
        [
            .. line[Word.Length..]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)),
        ];
    }

    public static Task TellAsync(params double[] figures) =>
        Console.Out.WriteLineAsync(
            $"{Word} {string.Join(' ', figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture)))}"
        );
}
