using System.Text.Json.Nodes;

namespace SloOperator.Tests.Sinks.Jira;

/// <summary>An issue as the stub keeps it.</summary>
internal sealed class StubJiraIssue
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Summary { get; set; } = "";

    public JsonNode? Description { get; set; }

    public List<string> Labels { get; } = [];

    public string? Priority { get; set; }

    public string? Assignee { get; set; }

    /// <summary>A status of the stub's workflow.</summary>
    public string Status { get; set; } = "Offen";

    public string? Resolution { get; set; }

    public List<JsonObject> Links { get; } = [];

    public List<JsonNode> Comments { get; } = [];

    /// <summary>Not yet in the index.</summary>
    public bool IsLagging { get; set; }
}
