namespace SloOperator.Controllers;

/// <summary>
/// Reads pages and shifts from the pager that sent and planned them. The incidents of two adjacent ranges are those of both together;
/// an incident that is open when it is read is told again, with its end, only when its start is asked for again.
/// </summary>
internal interface IPagerReader
{
    Task<PagerAnswer> ReadAsync(PagerQuery query, CancellationToken ct);
}
