namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>How a call goes wrong.</summary>
/// <param name="Kind">What came back.</param>
/// <param name="Commits">It was done all the same.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="RetryAfter">As the tracker asks.</param>
internal sealed record Fault(
    FaultKind Kind,
    bool Commits = false,
    int? Status = null,
    TimeSpan? RetryAfter = null
);

internal enum FaultKind
{
    Busy,
    Unclear,
    Refused,
}
