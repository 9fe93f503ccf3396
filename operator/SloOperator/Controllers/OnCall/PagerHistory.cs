using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>The pages and shifts of one owner as a pager told them: everything at first, then from the oldest that was still open.</summary>
internal sealed class PagerHistory(PagerSubscription subscription, IPagerReader reader)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<Incident> _incidents = [];
    private IReadOnlyList<Shift> _shifts = [];
    private IReadOnlyList<string> _warnings = [];
    private TimeRange? _known;
    private ReadFailure? _failure;
    private DateTimeOffset? _notBefore;

    public PagerSubscription Subscription => subscription;

    /// <summary>Null before the first answer; with a failure alone when there never was one.</summary>
    public PageHistory? Read()
    {
        lock (_gate)
        {
            return (_known, _failure) switch
            {
                (null, null) => null,
                (null, { } failure) => PageHistory.Unread(failure),
                ({ } known, _) => new PageHistory
                {
                    Incidents = _incidents,
                    UpperStarts = [.. _incidents.Select(incident => incident.Start)],
                    Known = known,
                    Covered = [known],
                    Shifts = _shifts,
                    Failure = _failure,
                    Warnings = _warnings,
                },
            };
        }
    }

    /// <summary>One pass; none before the time that the pager asked to be left alone until.</summary>
    public async Task PassAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (now < _notBefore)
        {
            return;
        }

        TimeRange range = Missing(now);
        PagerAnswer answer = await reader.ReadAsync(new PagerQuery(range, subscription.Zone), ct);
        lock (_gate)
        {
            if (answer is PagerAnswer.Answered answered)
            {
                Take(answered, range);
            }
            else if (answer is PagerAnswer.Failed failed)
            {
                _failure = new ReadFailure(_failure?.Since ?? now, failed.Reason);
                _notBefore = failed.RetryAt;
            }
        }
    }

    /// <summary>An open incident is asked for again until its end is known. A clock that was put back starts over.</summary>
    private TimeRange Missing(DateTimeOffset now)
    {
        var whole = new TimeRange(now - subscription.Lookback, now);
        if (_known is not { } known || known.End > now || known.End < whole.Start)
        {
            return whole;
        }

        DateTimeOffset since = _incidents
            .Where(incident => incident.End is null && incident.Start < known.End)
            .Select(incident => incident.Start)
            .Append(known.End)
            .Min();
        return whole with { Start = since > whole.Start ? since : whole.Start };
    }

    private void Take(PagerAnswer.Answered answered, TimeRange range)
    {
        DateTimeOffset oldest = range.End - subscription.Lookback;
        _incidents =
        [
            .. _incidents
                .Where(incident => incident.Start >= oldest && incident.Start < range.Start)
                .Concat(answered.Incidents),
        ];
        _shifts = ShiftPieces.Join(
            _shifts.Where(shift => shift.End > oldest),
            answered.Shifts,
            range.Start
        );
        _warnings = answered.Warnings;
        _known = new TimeRange(oldest, range.End);
        _failure = null;
        _notBefore = null;
    }
}
