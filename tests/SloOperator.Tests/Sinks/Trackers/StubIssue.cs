namespace SloOperator.Tests.Sinks.Trackers;

/// <summary>An issue as a tracker's stub keeps it.</summary>
internal sealed class StubIssue
{
    public required int Number { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public List<string> Labels { get; set; } = [];

    public List<string> Comments { get; } = [];

    public bool IsClosed { get; set; }

    /// <summary>GitHub's state_reason.</summary>
    public string? Reason { get; set; }

    /// <summary>GitHub lists pull requests among the issues.</summary>
    public bool IsPullRequest { get; init; }

    /// <summary>GitLab's moved_to_id.</summary>
    public int? MovedTo { get; set; }

    /// <summary>What was asked of it other than title, body, labels and state.</summary>
    public string? Assignee { get; set; }
}
