using System.Text.RegularExpressions;
using SloOperator.Tests.Architecture;

namespace SloOperator.Tests.Docs;

/// <summary>A page of docs/, as far as tests read it: rows of its tables and its blocks of code.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string[] _lines;

    private MarkdownPage(string[] lines) => _lines = lines;

    public IReadOnlyList<string> Lines => _lines;

    public IEnumerable<string> Headings =>
        _lines.Select(HeadingOf).OfType<string>().Select(heading => heading.TrimStart('#', ' '));

    /// <summary>Without heads; of all tables, each with the heading that it stands under.</summary>
    public IEnumerable<TableRow> Rows
    {
        get
        {
            string heading = "";
            bool isBelowHead = false;
            foreach (string line in _lines)
            {
                heading = HeadingOf(line)?.TrimStart('#', ' ') ?? heading;
                bool isRow = line.StartsWith('|');
                if (isBelowHead && isRow)
                {
                    yield return TableRow.Of(heading, line);
                }

                isBelowHead = isRow && (isBelowHead || Rule().IsMatch(line));
            }
        }
    }

    /// <param name="path">Below docs/.</param>
    public static MarkdownPage Read(params string[] path) =>
        new(File.ReadAllLines(Path.Combine([SourceTree.Root, "docs", .. path])));

    public IEnumerable<TableRow> RowsUnder(string heading) =>
        Rows.Where(row => row.Heading == heading);

    /// <summary>The blocks of one language, without their fences.</summary>
    public IEnumerable<string> Blocks(string language)
    {
        List<string>? block = null;
        foreach (string line in _lines)
        {
            if (block is null)
            {
                block = line == "```" + language ? [] : null;
            }
            else if (line == "```")
            {
                yield return string.Join('\n', block);
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }
    }

    private static string? HeadingOf(string line) => Heading().IsMatch(line) ? line : null;

    [GeneratedRegex("^#{1,4} ")]
    private static partial Regex Heading();

    /// <summary>The line between the head of a table and its rows.</summary>
    [GeneratedRegex("^(\\|-+)+\\|$", RegexOptions.ExplicitCapture)]
    private static partial Regex Rule();
}
