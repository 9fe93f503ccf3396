using SloOperator.Controllers;
using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers;

/// <summary>Turns the readings of one pager into answers.</summary>
/// <param name="client">Owned.</param>
/// <param name="start">Begins a reading.</param>
internal sealed class PagerReader(PagerClient client, Func<PagerQuery, IPagerReading> start)
    : IPagerReader,
        IDisposable
{
    public async Task<PagerAnswer> ReadAsync(PagerQuery query, CancellationToken ct)
    {
        if (query.Range.Length == TimeSpan.Zero)
        {
            return new PagerAnswer.Answered([], [], []);
        }

        try
        {
            IPagerReading reading = start(query);
            IReadOnlyList<Incident> pages = await reading.PagesAsync(ct);
            IReadOnlyList<Shift> shifts = await reading.ShiftsAsync(ct);
            return new PagerAnswer.Answered(pages, shifts, reading.Warnings);
        }
        catch (PagerException e)
        {
            return new PagerAnswer.Failed(e.Message, e.RetryAt);
        }
    }

    public void Dispose() => client.Dispose();
}
