using SloOperator.Controllers;
using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>Pages from the log, shifts from the on-calls.</summary>
internal sealed class PagerDutyReading(PagerClient client, PagerOptions options, PagerQuery query)
    : IPagerReading
{
    private readonly PagerDutyPages _pages = new(client, options, query);
    private readonly PagerDutyShifts _shifts = new(client, options, query);

    public IReadOnlyList<string> Warnings =>
        [.. new[] { _pages.Warning, _shifts.Unreadable, _shifts.Warning }.OfType<string>()];

    public Task<IReadOnlyList<Incident>> PagesAsync(CancellationToken ct) => _pages.ReadAsync(ct);

    public Task<IReadOnlyList<Shift>> ShiftsAsync(CancellationToken ct) => _shifts.ReadAsync(ct);
}
