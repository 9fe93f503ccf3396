using System.Globalization;
using SloOperator.Testing.Processes;

namespace SloOperator.Testing.Histories;

/// <summary>Writes a history as OpenMetrics text, and as blocks that a Prometheus opens.</summary>
public static class HistoryWriter
{
    // promtool reads the whole text once per block, and makes blocks of two hours unless told: 17 s instead of 0.3 s for 28 days.
    private const string LargeBlocks = "--max-block-duration=1458h";

    private static readonly TimeSpan PromtoolDeadline = TimeSpan.FromMinutes(5);

    /// <summary>Adds the history to a Prometheus data folder; the folder is made when it is missing.</summary>
    public static async Task WriteBlocksAsync(SeriesHistory history, string dataFolder)
    {
        using TemporaryFolder folder = new();
        string text = folder.File("history.om");
        await using (StreamWriter writer = new(text))
        {
            await WriteOpenMetricsAsync(history, writer);
        }

        ChildProcessOptions options = new()
        {
            Arguments =
            [
                "tsdb",
                "create-blocks-from",
                "--quiet",
                LargeBlocks,
                "openmetrics",
                text,
                dataFolder,
            ],
        };
        CommandResult result = await ChildProcess.RunAsync("promtool", options, PromtoolDeadline);
        if (result.ExitCode != 0)
        {
            throw new CommandFailedException(
                "promtool tsdb create-blocks-from openmetrics",
                result
            );
        }
    }

    public static async Task WriteOpenMetricsAsync(SeriesHistory history, TextWriter writer)
    {
        foreach (
            IGrouping<(string Name, string Type), ISampledSeries> family in history.Series.GroupBy(
                series => series.Family
            )
        )
        {
            await writer.WriteAsync($"# TYPE {family.Key.Name} {family.Key.Type}\n");
            foreach (ISampledSeries series in family)
            {
                await WriteAsync(series, history, writer);
            }
        }

        await writer.WriteAsync("# EOF\n");
    }

    private static async Task WriteAsync(
        ISampledSeries series,
        SeriesHistory history,
        TextWriter writer
    )
    {
        string name = series.Name.ToString();
        foreach (DateTimeOffset time in history.ScrapeTimes)
        {
            if (series.SampleAt(time) is { } value)
            {
                await writer.WriteAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} {Number(value)} {Seconds(time)}\n"
                    )
                );
            }
        }
    }

    private static string Number(double value) =>
        double.IsInfinity(value)
            ? (value > 0 ? "+Inf" : "-Inf")
            : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Seconds(DateTimeOffset time)
    {
        long milliseconds = time.ToUnixTimeMilliseconds();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 1000}.{milliseconds % 1000:000}"
        );
    }
}
