using System.Text.RegularExpressions;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>Lists are in "data" at Opsgenie, in "values" at its successor; no page says how many rows a full one has.</summary>
internal static partial class OpsgenieLists
{
    /// <exception cref="PagerException">There is no list.</exception>
    public static IReadOnlyList<JsonRow> Rows(
        JsonRow answer,
        OpsgenieDialect dialect,
        string kind
    ) =>
        answer.Rows("data")
        ?? answer.Rows("values")
        ?? throw new PagerException(
            $"{dialect.Name}, {kind}: the answer has no list; check that the URL is the API's"
        );

    /// <exception cref="PagerException">There is no list.</exception>
    public static Page Page(JsonRow answer, OpsgenieDialect dialect, string kind) =>
        new(Rows(answer, dialect, kind), Next(answer) is not null, OffsetPaging.PageSize);

    /// <summary>Where the next page of a log begins; null at its end. Only the value is taken from the link, never where it leads.</summary>
    public static string? Cursor(JsonRow answer, OpsgenieDialect dialect) =>
        Next(answer) is { } link
        && Parameters()
            .Matches(link)
            .FirstOrDefault(match => match.Groups["name"].Value == dialect.CursorParameter)
            is { } found
            ? Uri.UnescapeDataString(found.Groups["value"].Value)
            : null;

    private static string? Next(JsonRow answer) =>
        answer.Row("paging").Text("next") ?? answer.Row("links").Text("next");

    [GeneratedRegex(
        "[?&](?<name>[^=&#]+)=(?<value>[^&#]+)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Parameters();
}
