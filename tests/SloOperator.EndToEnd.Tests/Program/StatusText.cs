using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SloOperator.EndToEnd.Tests.Program;

/// <summary>A TeamSLO with one objective as JSON, read as a user does.</summary>
internal sealed class StatusText(JsonElement slo)
{
    /// <summary>What follows the clock, and not only the data, from one evaluation to the next.</summary>
    private static readonly string[] OfTheClock =
    [
        "evaluatedAt",
        "exhaustionAt",
        "measuredSince",
        "observedGeneration",
        "lastTransitionTime",
        "since",
        "seenAt",
        "validUntil",
        "nextRelief",
        "tickets",
    ];

    public string ResourceVersion => Text(slo.GetProperty("metadata"), "resourceVersion");

    public long Generation => slo.GetProperty("metadata").GetProperty("generation").GetInt64();

    /// <summary>Fails when there is no status yet.</summary>
    public long ObservedGeneration => Status.GetProperty("observedGeneration").GetInt64();

    public bool HasStatus => slo.TryGetProperty("status", out _);

    public string Target => Text(Objective, "target");

    public string Verdict => Text(Objective, "verdict");

    public string Message => Text(Objective, "message");

    public decimal Remaining =>
        decimal.Parse(
            Text(Objective, "budgetRemaining"),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );

    /// <summary>All that depends on spec and data alone.</summary>
    public string Figures => Without(JsonNode.Parse(Status.GetRawText())!).ToJsonString();

    public string Conditions => Status.GetProperty("conditions").GetRawText();

    public IReadOnlyList<string> TransitionTimes =>
        [
            .. Status
                .GetProperty("conditions")
                .EnumerateArray()
                .Select(condition =>
                    $"{Text(condition, "type")} {Text(condition, "lastTransitionTime")}"
                ),
        ];

    private JsonElement Status
    {
        get
        {
            HasStatus.ShouldBeTrue("there is no status yet");
            return slo.GetProperty("status");
        }
    }

    private JsonElement Objective => Status.GetProperty("objectives")[0];

    /// <summary>Status and reason, such as "False/Stale".</summary>
    public string Condition(string type)
    {
        JsonElement condition = Status
            .GetProperty("conditions")
            .EnumerateArray()
            .Single(condition => Text(condition, "type") == type);
        return $"{Text(condition, "status")}/{Text(condition, "reason")}";
    }

    private static string Text(JsonElement element, string property) =>
        element.GetProperty(property).GetString()!;

    private static JsonNode Without(JsonNode node)
    {
        if (
            node is JsonObject condition
            && condition["type"]?.GetValueKind() is JsonValueKind.String
            && (string?)condition["type"] is "TicketsDelivered"
        )
        {
            // How far a ticket is on its way is a matter of moments, and its name is of its object.
            return new JsonObject { ["type"] = "TicketsDelivered" };
        }

        if (node is JsonArray array)
        {
            return new JsonArray([.. array.Select(item => Without(item!))]);
        }

        return node is JsonObject mapping
            ? new JsonObject(
                mapping
                    .Where(field => !OfTheClock.Contains(field.Key, StringComparer.Ordinal))
                    .Select(field =>
                        KeyValuePair.Create(field.Key, (JsonNode?)Without(field.Value!))
                    )
            )
            : node.DeepClone();
    }
}
