namespace SloOperator.Benchmarks.Report;

/// <summary>The promises as aligned text.</summary>
internal static class Table
{
    private static readonly string[] Header = ["promise", "limit", "seen", ""];

    public static async Task WriteAsync(IReadOnlyList<Line> lines, TextWriter output)
    {
        string[][] rows = [Header, .. lines.Select(Cells)];
        int[] widths = [.. Header.Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            string text = string.Join(
                "  ",
                row.Select((cell, column) => cell.PadRight(widths[column]))
            );
            await output.WriteLineAsync(text.TrimEnd());
        }
    }

    private static string[] Cells(Line line) =>
        [line.Promise, line.Limit, line.Seen, line.Holds ? "ok" : "OVER"];
}
