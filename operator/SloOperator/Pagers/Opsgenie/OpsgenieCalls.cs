using System.Globalization;
using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>What is asked of either.</summary>
internal static class OpsgenieCalls
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Times in a search are milliseconds of Unix time: https://docs.opsgenie.com/v1.0/docs/alerts-search-query-help.</summary>
    public static PagerCall Alerts(OpsgenieDialect dialect, TimeRange created, int offset) =>
        Paged(new PagerCall("alerts", $"{dialect.Version}alerts", []), dialect, offset)
            .With(
                "query",
                $"createdAt >= {Milliseconds(created.Start)} AND createdAt < {Milliseconds(created.End.AddMilliseconds(1))}"
            )
            .With("sort", "createdAt")
            .With("order", "asc");

    public static PagerCall Recipients(OpsgenieDialect dialect, string alert) =>
        new("recipients", $"{Alert(dialect, alert)}/recipients", []);

    /// <param name="dialect">Whose words.</param>
    /// <param name="alert">Its id.</param>
    /// <param name="cursor">As the page before told it; null for the first.</param>
    public static PagerCall Logs(OpsgenieDialect dialect, string alert, string? cursor)
    {
        PagerCall call = new PagerCall("logs", $"{Alert(dialect, alert)}/logs", [])
            .With(dialect.SizeParameter, Text(OffsetPaging.PageSize))
            .With("order", "asc");
        return cursor is null ? call : call.With(dialect.CursorParameter, cursor);
    }

    public static PagerCall Schedules(OpsgenieDialect dialect, int offset) =>
        Paged(new PagerCall("schedules", $"{dialect.Version}schedules", []), dialect, offset);

    /// <summary>In weeks, which begin where the weeks of the schedule's zone do: one more on either side, so that no shift of the range is cut.</summary>
    public static PagerCall Timeline(OpsgenieDialect dialect, string schedule, TimeRange range)
    {
        int weeks = (int)Math.Ceiling(range.Length / Week) + 3;
        return new PagerCall(
            "timeline",
            $"{dialect.Version}schedules/{Uri.EscapeDataString(schedule)}/timeline",
            []
        )
            .With("date", PagerTime.Format(range.Start - Week))
            .With("interval", Text(weeks))
            .With("intervalUnit", "weeks");
    }

    private static string Alert(OpsgenieDialect dialect, string id) =>
        $"{dialect.Version}alerts/{Uri.EscapeDataString(id)}";

    private static PagerCall Paged(PagerCall call, OpsgenieDialect dialect, int offset) =>
        call.With(dialect.SizeParameter, Text(OffsetPaging.PageSize)).With("offset", Text(offset));

    private static string Milliseconds(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
