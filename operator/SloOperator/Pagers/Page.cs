using SloOperator.Http;

namespace SloOperator.Pagers;

/// <summary>One page of a list.</summary>
/// <param name="Rows">Those that cannot be read too: they took up a place.</param>
/// <param name="HasMore">As the pager says, which is not always so; null when it does not say.</param>
/// <param name="Size">How many rows a full page has, as the pager says.</param>
internal readonly record struct Page(IReadOnlyList<JsonRow> Rows, bool? HasMore, int Size)
{
    public bool IsFull => Rows.Count >= Size;
}
