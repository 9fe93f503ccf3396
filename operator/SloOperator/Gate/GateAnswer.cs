using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate;

/// <summary>What every door answers, as JSON has it. Null is left out: it was not decided, or there is none.</summary>
internal sealed record GateAnswer
{
    /// <summary>Allow, Warn, Deny or Unknown; Unknown: the data do not say, see <see cref="Allowed"/>.</summary>
    public required string Decision { get; init; }

    /// <summary>Whether it may ship; where the decision is Unknown, the policy's onUnknown says so.</summary>
    public required bool Allowed { get; init; }

    /// <summary>Observe, Warn or Enforce.</summary>
    public string? Enforcement { get; init; }

    /// <summary>One CamelCase word for programs.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Message { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The class that was asked for.</summary>
    public string? Change { get; init; }

    /// <summary>Classes of changes that a closed gate lets through.</summary>
    public IReadOnlyList<string> AllowChanges { get; init; } = [];

    public IReadOnlyList<GateObjective> Objectives { get; init; } = [];

    /// <summary>Name of the BudgetException that opened the gate.</summary>
    public string? Exception { get; init; }

    /// <summary>Since when decision and reason are the same.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>End of the last whole bucket that was counted.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? EvaluatedAt { get; init; }

    /// <summary>Whoever keeps the answer should not believe it for longer.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>When the gate opens by itself if the last hours go on.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? NextRelief { get; init; }

    /// <summary>Of the oldest open ticket that is at a sink.</summary>
    public string? TicketUrl { get; init; }

    /// <summary>16 hex digits: the same for the same decision about the same class of changes.</summary>
    public required string DecisionId { get; init; }

    /// <summary>All of it in Markdown, for a job's summary or a comment; written only where somebody reads it.</summary>
    public string SummaryMarkdown
    {
        get => field ??= GateSummary.Write(this);
        init;
    }
}
