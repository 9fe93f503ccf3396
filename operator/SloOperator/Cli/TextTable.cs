namespace SloOperator.Cli;

/// <summary>Columns as kubectl lays them out: as wide as their widest cell, three blanks apart.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const string Gap = "   ";
    private readonly List<string[]> _rows = [headings];

    /// <summary>An unknown cell reads as kubectl prints it.</summary>
    public void Add(params string?[] cells) =>
        _rows.Add([.. cells.Select(cell => cell ?? "<none>")]);

    public void WriteTo(TextWriter output)
    {
        int[] widths = [.. headings.Select((_, column) => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            output.WriteLine(
                string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column])))
                    .TrimEnd()
            );
        }
    }
}
