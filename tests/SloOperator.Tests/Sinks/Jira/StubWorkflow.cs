using System.Text.Json.Nodes;

namespace SloOperator.Tests.Sinks.Jira;

/// <summary>A workflow whose names are nobody's defaults, as many are.</summary>
internal sealed class StubWorkflow
{
    public Dictionary<string, string> Categories { get; } =
        new()
        {
            ["Offen"] = "new",
            ["In Arbeit"] = "indeterminate",
            ["Erledigt"] = "done",
            ["Won’t Do"] = "done",
        };

    /// <summary>Id, name, from, to, fields of its screen.</summary>
    public List<(
        string Id,
        string Name,
        string From,
        string To,
        JsonObject Fields
    )> Transitions { get; } =
    [
        ("11", "Anfangen", "Offen", "In Arbeit", []),
        ("21", "Verwerfen", "Offen", "Won’t Do", []),
        ("31", "Erledigen", "Offen", "Erledigt", ResolutionScreen("Won't Do", "Done")),
        ("32", "Erledigen", "In Arbeit", "Erledigt", ResolutionScreen("Won't Do", "Done")),
        ("41", "Wieder aufnehmen", "Erledigt", "In Arbeit", []),
        ("42", "Zurück", "Erledigt", "Offen", []),
        ("43", "Doch noch", "Won’t Do", "Offen", []),
    ];

    public static JsonObject ResolutionScreen(params string[] names) =>
        new()
        {
            ["resolution"] = new JsonObject
            {
                ["required"] = true,
                ["allowedValues"] = new JsonArray([
                    .. names.Select(name => new JsonObject { ["name"] = name }),
                ]),
            },
        };

    public static JsonObject Wanting(string field) =>
        new() { [field] = new JsonObject { ["required"] = true } };

    public JsonObject Status(string name) =>
        new()
        {
            ["name"] = name,
            ["statusCategory"] = new JsonObject { ["key"] = Categories[name] },
        };

    public JsonArray From(string status) =>
        [
            .. Transitions
                .Where(transition => transition.From == status)
                .Select(transition => new JsonObject
                {
                    ["id"] = transition.Id,
                    ["name"] = transition.Name,
                    ["to"] = Status(transition.To),
                    ["fields"] = transition.Fields.DeepClone(),
                }),
        ];
}
