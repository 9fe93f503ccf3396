using System.Globalization;
using System.Text.Json.Nodes;

namespace SloOperator.Tests.Pagers.PagerDuty;

/// <summary>A log entry as the API writes it, with as much as is told of its incident.</summary>
internal sealed record LoggedEntry(string Id, DateTimeOffset At, JsonObject Json)
{
    public static LoggedEntry Notify(string id, DateTimeOffset at, string user, PagedStub incident)
    {
        LoggedEntry entry = Of(id, "notify_log_entry", at, incident);
        entry.Json["user"] = Reference("user_reference", $"P{user}", user);
        return entry.By("phone");
    }

    public static LoggedEntry Resolve(string id, DateTimeOffset at, PagedStub incident) =>
        Of(id, "resolve_log_entry", at, incident);

    public static JsonObject Reference(string type, string id, string summary) =>
        new()
        {
            ["id"] = id,
            ["type"] = type,
            ["summary"] = summary,
            ["self"] = $"https://api.pagerduty.com/{id}",
            ["html_url"] = null,
        };

    public static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);

    /// <summary>The means of a notification.</summary>
    public LoggedEntry By(string means)
    {
        Json["channel"] = new JsonObject
        {
            ["type"] = "auto",
            ["notification"] = new JsonObject { ["type"] = means, ["status"] = "success" },
        };
        return this;
    }

    public LoggedEntry Without(string member)
    {
        Json.Remove(member);
        return this;
    }

    public LoggedEntry With(string member, JsonNode? value)
    {
        Json[member] = value;
        return this;
    }

    private static LoggedEntry Of(string id, string type, DateTimeOffset at, PagedStub incident) =>
        new(
            id,
            at,
            new JsonObject
            {
                ["id"] = id,
                ["type"] = type,
                ["summary"] = "As a person reads it.",
                ["created_at"] = Time(at),
                ["agent"] = Reference("service_reference", "PS1", incident.Service),
                ["channel"] = new JsonObject { ["type"] = "auto" },
                ["service"] = Reference("service_reference", "PS1", incident.Service),
                ["incident"] = incident.Json(),
                ["teams"] = new JsonArray(Reference("team_reference", "PQ9K7I8", "Engineering")),
                ["contexts"] = new JsonArray(),
            }
        );
}
