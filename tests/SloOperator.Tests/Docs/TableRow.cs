namespace SloOperator.Tests.Docs;

/// <summary>A row of a table in a page.</summary>
/// <param name="Heading">It stands under.</param>
/// <param name="Cells">As they are written, without blanks around them.</param>
internal sealed record TableRow(string Heading, IReadOnlyList<string> Cells)
{
    /// <summary>The code that the first cell begins with; empty where it begins with something else.</summary>
    public string Code =>
        Cells[0].Split('`') is ["", { Length: > 0 } code, _, ..] ? code : string.Empty;

    public static TableRow Of(string heading, string line) =>
        new(heading, [.. line.Trim('|').Split('|').Select(cell => cell.Trim())]);
}
