using System.Globalization;
using SloOperator.Testing.Processes;

namespace SloOperator.Benchmarks.Servers;

/// <summary>This program again, so that what it does is not measured with the rest; with the settings of the garbage collector that the operator is published with.</summary>
internal static class SecondProcess
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

    /// <param name="arguments">The verb first.</param>
    /// <param name="input">What no other process should read among the arguments; null: nothing.</param>
    public static ChildProcess Start(IReadOnlyList<string> arguments, string? input = null) =>
        ChildProcess.Start(
            "dotnet",
            new ChildProcessOptions
            {
                Arguments = [typeof(SecondProcess).Assembly.Location, .. arguments],
                Environment = Settings,
                StandardInput = input,
            }
        );

    /// <summary>Runs it to the end and returns what it told.</summary>
    public static async Task<double[]> MeasureAsync(
        IReadOnlyList<string> arguments,
        string? input = null
    )
    {
        await using ChildProcess child = Start(arguments, input);
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
