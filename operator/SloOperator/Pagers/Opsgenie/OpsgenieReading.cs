using SloOperator.Controllers;
using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>Pages from the alerts, shifts from the schedules' timelines.</summary>
internal sealed class OpsgenieReading(OpsgenieSession session, PagerQuery query) : IPagerReading
{
    private readonly OpsgeniePages _pages = new(session, query);
    private readonly OpsgenieShifts _shifts = new(session, query);

    public IReadOnlyList<string> Warnings =>
        [.. _pages.Warnings.Concat(_shifts.Warnings).OfType<string>()];

    public Task<IReadOnlyList<Incident>> PagesAsync(CancellationToken ct) => _pages.ReadAsync(ct);

    public Task<IReadOnlyList<Shift>> ShiftsAsync(CancellationToken ct) => _shifts.ReadAsync(ct);
}
