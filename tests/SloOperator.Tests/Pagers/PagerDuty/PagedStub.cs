using System.Text.Json.Nodes;

namespace SloOperator.Tests.Pagers.PagerDuty;

/// <summary>An incident as the API tells it.</summary>
internal sealed record PagedStub(string Id, string Title, DateTimeOffset CreatedAt)
{
    public string Service { get; init; } = "My Mail Service";

    public DateTimeOffset? ResolvedAt { get; init; }

    public int? Alerts { get; init; }

    /// <summary>Without what include[]=incidents adds.</summary>
    public bool IsReference { get; init; }

    public JsonObject Json() => IsReference ? Reference() : Whole();

    public JsonObject Whole()
    {
        JsonObject incident = Reference();
        incident["type"] = "incident";
        incident["title"] = Title;
        incident["created_at"] = LoggedEntry.Time(CreatedAt);
        incident["status"] = ResolvedAt is null ? "triggered" : "resolved";
        incident["resolved_at"] = ResolvedAt is { } end ? LoggedEntry.Time(end) : null;
        incident["service"] = LoggedEntry.Reference("service_reference", "PS1", Service);
        incident["urgency"] = "high";
        incident["alert_counts"] = Alerts is { } all
            ? new JsonObject
            {
                ["all"] = all,
                ["triggered"] = 0,
                ["resolved"] = all,
            }
            : null;
        return incident;
    }

    private JsonObject Reference() =>
        LoggedEntry.Reference("incident_reference", Id, $"[#1234] {Title}");
}
