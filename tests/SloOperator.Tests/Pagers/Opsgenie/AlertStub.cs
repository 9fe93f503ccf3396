using System.Globalization;
using System.Text.Json.Nodes;

namespace SloOperator.Tests.Pagers.Opsgenie;

/// <summary>An alert, whom it was sent to, and its log.</summary>
internal sealed record AlertStub(string Id, string Message, DateTimeOffset CreatedAt)
{
    public DateTimeOffset? ClosedAt { get; init; }

    public IReadOnlyList<string> Responders { get; init; } = ["4513b7ea"];

    public IReadOnlyList<(string User, DateTimeOffset At)> Recipients { get; init; } = [];

    public IReadOnlyList<(string Text, string Owner, DateTimeOffset At)> Logs { get; init; } = [];

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public JsonObject Json(bool isSuccessor) =>
        new()
        {
            ["id"] = Id,
            ["tinyId"] = "1791",
            ["alias"] = "event_573",
            ["message"] = Message,
            ["status"] = ClosedAt is null ? "open" : "closed",
            ["acknowledged"] = false,
            ["count"] = 79,
            ["createdAt"] = Time(CreatedAt),
            ["updatedAt"] = Time(CreatedAt.AddDays(9)),
            ["source"] = "Isengard",
            ["responders"] = new JsonArray([
                .. Responders.Select(id => new JsonObject { ["id"] = id, ["type"] = "team" }),
            ]),
            ["integration"] = isSuccessor ? null : new JsonObject { ["name"] = "Prometheus" },
            ["integrationName"] = isSuccessor ? "Prometheus" : null,
            ["report"] = isSuccessor ? null : Report(),
            ["closeTime"] = isSuccessor && ClosedAt is { } end ? Time(end) : null,
        };

    public JsonArray RecipientRows() =>
        [
            .. Recipients.Select(recipient => new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["id"] = $"id-{recipient.User}",
                    ["username"] = $"{recipient.User}@example.com",
                },
                ["state"] = "notactive",
                ["method"] = "",
                ["createdAt"] = Time(recipient.At),
                ["updatedAt"] = Time(recipient.At),
            }),
        ];

    public JsonArray LogRows(bool isSuccessor) =>
        [
            .. Logs.Select(log => new JsonObject
            {
                ["log"] = log.Text,
                [isSuccessor ? "logType" : "type"] = "alertRecipient",
                ["owner"] = log.Owner,
                [isSuccessor ? "logTime" : "createdAt"] = Time(log.At),
                ["offset"] = "1492000072838_1492000072838234593",
            }),
        ];

    private JsonObject Report()
    {
        var report = new JsonObject { ["ackTime"] = 15702, ["acknowledgedBy"] = "a@example.com" };
        if (ClosedAt is { } end)
        {
            report["closeTime"] = (long)(end - CreatedAt).TotalMilliseconds;
        }

        return report;
    }
}
