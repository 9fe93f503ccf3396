using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>One line of the audit log.</summary>
internal sealed record AuditEntry
{
    public required DateTimeOffset At { get; init; }

    /// <summary>A constant in CamelCase, such as ExceptionUsed.</summary>
    public required string Decision { get; init; }

    /// <summary>Who brought it about; null: time did.</summary>
    public string? Who { get; init; }

    /// <summary>Of the object that it was decided about.</summary>
    public required string Kind { get; init; }

    public required ResourceName Name { get; init; }

    /// <summary>Tells the object from another of the same name.</summary>
    public string? Uid { get; init; }

    /// <summary>What it is for, such as the TeamSLO; null: itself.</summary>
    public ResourceName? Regarding { get; init; }

    /// <summary>For people.</summary>
    public required string Reason { get; init; }

    /// <summary>Where it was agreed, or what was shipped; null: nobody said.</summary>
    public string? Reference { get; init; }
}
