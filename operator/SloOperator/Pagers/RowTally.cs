namespace SloOperator.Pagers;

/// <summary>Counts rows that could not be read, so that leaving them out is said and not hidden.</summary>
/// <param name="one">What a row is: log entry.</param>
/// <param name="many">What several are: log entries.</param>
internal sealed class RowTally(string one, string many)
{
    private int _count;
    private string? _first;

    /// <summary>Null when every row was read.</summary>
    public string? Warning =>
        _count > 0
            ? $"{_count} {(_count == 1 ? one : many)} could not be read; the first has {_first}"
            : null;

    /// <param name="lack">What the row does not have: no created_at.</param>
    public void Add(string lack)
    {
        _count++;
        _first ??= lack;
    }
}
