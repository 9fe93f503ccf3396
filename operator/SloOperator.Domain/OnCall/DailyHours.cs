using NodaTime;

namespace SloOperator.Domain.OnCall;

/// <summary>Hours of every day on a local clock: [<paramref name="Start"/>, <paramref name="End"/>). They run past midnight where the end is before the start; equal ends are no hours at all.</summary>
public readonly record struct DailyHours(LocalTime Start, LocalTime End)
{
    public bool Contains(LocalTime time) =>
        RunsPastMidnight ? time >= Start || time < End : time >= Start && time < End;

    /// <summary>The date on which the hours that hold the local time began: the day before, past midnight. Null outside of the hours.</summary>
    public LocalDate? BeganOn(LocalDateTime time) =>
        !Contains(time.TimeOfDay) ? null
        : time.TimeOfDay < Start ? time.Date.PlusDays(-1)
        : time.Date;

    private bool RunsPastMidnight => End < Start;
}
