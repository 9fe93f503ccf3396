using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Tickets;

/// <summary>How far it is. Everything that must survive a crash between two steps is here; null is "not yet".</summary>
internal sealed record ReliabilityTicketStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>A TicketPhase by name.</summary>
    public string? Phase { get; init; }

    /// <summary>Why it is in that phase, in one sentence: what is waited for, or what somebody must change.</summary>
    public string? Message { get; init; }

    /// <summary>Name of the TicketSink that has it: it stays there when its policy names another.</summary>
    public string? Sink { get; init; }

    /// <summary>What the sink calls it.</summary>
    public string? ExternalId { get; init; }

    public string? Url { get; init; }

    /// <summary>Attempts at the step under way; null: none failed.</summary>
    public int? Attempts { get; init; }

    /// <summary>The step under way, where an attempt at it may have arrived: Create, Update, Comment, Close, Reopen or CloseTwin.</summary>
    public string? Step { get; init; }

    /// <summary>When that attempt was made.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>Not before then.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? NextAttempt { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? FirstSeen { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? OpenedAt { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>True: the sink was told that the cause stayed away for the hold.</summary>
    public bool? RecoveryTold { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How often it was opened again against a person who had closed it as done; null: never.</summary>
    public int? Reopens { get; init; }

    /// <summary>True: a person closed it as not to be done, so it is left alone until the window for reopening ends.</summary>
    public bool? Declined { get; init; }

    /// <summary>Which ticket of its cause this is; null is the first.</summary>
    public int? Recurrence { get; init; }

    /// <summary>URL, or id, of the one before.</summary>
    public string? RecurrenceOf { get; init; }

    /// <summary>A digest of title, body and priority that the sink has.</summary>
    public string? Written { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The priority that the sink was told, for escalation.</summary>
    public string? WrittenPriority { get; init; }

    /// <summary>The cause that the sink was told, for escalation.</summary>
    public string? WrittenCause { get; init; }

    /// <summary>A comment that is still to be made: Returned or Reopened.</summary>
    public string? Owes { get; init; }

    /// <summary>How many of spec.exceptions need no comment any more; null is none.</summary>
    public int? ToldExceptions { get; init; }

    public int? Comments { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? CommentedAt { get; init; }

    /// <summary>When the sink was last asked what became of it, and whether it has twins.</summary>
    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? SweptAt { get; init; }

    public TicketErrorStatus? LastError { get; init; }
}
