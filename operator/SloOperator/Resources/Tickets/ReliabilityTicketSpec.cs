using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Tickets;

/// <summary>What is wanted; all that a sink needs, so that a ticket outlives its policy and its owner.</summary>
internal sealed record ReliabilityTicketSpec
{
    /// <summary>A TicketCause by name; BudgetLow becomes BudgetExhausted in place.</summary>
    public string? Cause { get; init; }

    [JsonPropertyName("teamSLO")]
    public string? TeamSlo { get; init; }

    /// <summary>Set in place of teamSLO where the load of a rotation is the cause.</summary>
    public string? OnCallPolicy { get; init; }

    public string? Team { get; init; }

    /// <summary>Null: the owner as a whole.</summary>
    public string? Objective { get; init; }

    /// <summary>P1 … P4.</summary>
    public string? Priority { get; init; }

    /// <summary>16 hex digits.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Name of a TicketSink.</summary>
    public string? Sink { get; init; }

    public string? Title { get; init; }

    /// <summary>In our own subset of Markdown.</summary>
    public string? Body { get; init; }

    /// <summary>When title and body were written: their figures change with every look, and are written anew once an hour.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? DescribedAt { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    public string? Assignee { get; init; }

    /// <summary>When the cause began, this time.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the cause went away; null while it holds, or cannot be judged.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>In the order in which they came to bear, at most 20; those that are gone stay.</summary>
    public IReadOnlyList<TicketExceptionSpec>? Exceptions { get; init; }

    /// <summary>The policy's, as of the last decision.</summary>
    public TicketTermsSpec? Terms { get; init; }
}
