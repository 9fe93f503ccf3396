using NodaTime;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>The periods of one rotation in a timeline.</summary>
internal static class OnCallPeriods
{
    /// <summary>Periods with nobody are left out; those that cannot be read are counted.</summary>
    public static IReadOnlyList<Shift> Read(
        IEnumerable<JsonRow> periods,
        DateTimeZone zone,
        RowTally tally
    )
    {
        List<Shift> shifts = [];
        foreach (
            Shift next in periods
                .Select(period => Read(period, zone, tally))
                .OfType<Shift>()
                .OrderBy(shift => shift.Start)
        )
        {
            if (shifts.Count > 0 && IsSame(shifts[^1], next))
            {
                shifts[^1] = shifts[^1] with { End = next.End };
            }
            else
            {
                shifts.Add(next);
            }
        }

        return shifts;
    }

    // What is past is told apart from what is to come, and cut wherever a schedule was edited: to the millisecond, while
    // shifts are planned by the minute.
    private static bool IsSame(Shift shift, Shift next) =>
        shift.Member == next.Member
        && shift.End == next.Start
        && next.Start.Ticks % TimeSpan.TicksPerMinute != 0;

    private static Shift? Read(JsonRow period, DateTimeZone zone, RowTally tally)
    {
        if (IsNobody(period))
        {
            return null;
        }

        string? member = Member(period);
        DateTimeOffset? start = period.Time("startDate", zone);
        DateTimeOffset? end = period.Time("endDate", zone);
        string? lack =
            member is null ? "no person"
            : start is null ? "no startDate"
            : end is null ? "no endDate"
            : end < start ? "its end before its start"
            : null;
        if (lack is null)
        {
            return new Shift(member!, start!.Value, end!.Value);
        }

        tally.Add(lack);
        return null;
    }

    private static JsonRow Recipient(JsonRow period) =>
        period.Row("recipient").IsObject ? period.Row("recipient") : period.Row("responder");

    private static bool IsNobody(JsonRow period) =>
        Recipient(period).Text("type") is "none" or "noone";

    // A team or an escalation is on call through its people, the first of whom is paged first.
    private static string? Member(JsonRow period)
    {
        JsonRow recipient = Recipient(period);
        IEnumerable<JsonRow> people = recipient.Text("type") is null or "user"
            ? [recipient]
            : (
                period.Rows("flattenedRecipients") ?? period.Rows("flattenedResponders") ?? []
            ).Where(row => row.Text("type") is "user");
        return people
            .Select(row => row.Line("name") ?? row.Line("username") ?? row.Line("id"))
            .FirstOrDefault();
    }
}
