using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>A row of /oncalls.</summary>
internal static class OnCall
{
    /// <summary>"If null, the on-call is a permanent user on-call": such a one lasts as long as the range. Null for a row that cannot be read, which is counted.</summary>
    public static Shift? Read(JsonRow row, PagerQuery query, RowTally tally)
    {
        JsonRow user = row.Row("user");
        string? name = user.Line("summary") ?? user.Line("name") ?? user.Line("id");
        DateTimeOffset? start = Bound(row, "start", query.Range.Start, query);
        DateTimeOffset? end = Bound(row, "end", query.Range.End, query);
        string? lack =
            name is null ? "no user"
            : start is null ? "no start"
            : end is null ? "no end"
            : end < start ? "its end before its start"
            : null;
        if (lack is null)
        {
            return new Shift(name!, start!.Value, end!.Value);
        }

        tally.Add(lack);
        return null;
    }

    private static DateTimeOffset? Bound(
        JsonRow row,
        string name,
        DateTimeOffset always,
        PagerQuery query
    ) => row.IsAbsent(name) ? always : row.Time(name, query.Zone);
}
