using System.Globalization;
using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>What is asked of PagerDuty (https://github.com/PagerDuty/api-schema). Ranges are asked for a little wider than meant, since nothing says which ends belong to them.</summary>
internal static class PagerDutyCalls
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>With whole incidents: their title, service, number of alerts and end are in no log entry.</summary>
    public static PagerCall LogEntries(
        IReadOnlyList<string> teamIds,
        TimeRange range,
        DateTimeZone zone,
        int offset
    ) =>
        Within(Paged("log_entries", "log_entries", offset), range, zone)
            .With("is_overview", "false")
            .With("include[]", "incidents")
            .With("team_ids[]", teamIds);

    public static PagerCall Incident(string id, DateTimeZone zone) =>
        new PagerCall("incidents", $"incidents/{Uri.EscapeDataString(id)}", []).With(
            "time_zone",
            zone.Id
        );

    public static PagerCall LogEntriesOf(string incident, DateTimeZone zone, int offset) =>
        Paged("log_entries", $"incidents/{Uri.EscapeDataString(incident)}/log_entries", offset)
            .With("time_zone", zone.Id)
            .With("is_overview", "false");

    public static PagerCall EscalationPolicies(IReadOnlyList<string> teamIds, int offset) =>
        Paged("escalation_policies", "escalation_policies", offset).With("team_ids[]", teamIds);

    // By schedule_ids[] or escalation_policy_ids[]: on-calls know no teams.
    public static PagerCall OnCalls(
        string filter,
        IReadOnlyList<string> ids,
        TimeRange range,
        DateTimeZone zone
    ) => Within(new PagerCall("oncalls", "oncalls", []), range, zone).With(filter, ids);

    public static PagerCall At(this PagerCall call, int offset) =>
        call.With("limit", Text(OffsetPaging.PageSize)).With("offset", Text(offset));

    private static PagerCall Paged(string kind, string path, int offset) =>
        new PagerCall(kind, path, []).At(offset);

    private static PagerCall Within(PagerCall call, TimeRange range, DateTimeZone zone) =>
        call.With("since", PagerTime.Format(range.Start - Second))
            .With("until", PagerTime.Format(range.End + Second))
            .With("time_zone", zone.Id);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
