namespace SloOperator.Domain.Policy;

/// <summary>The gate's answer and why.</summary>
public sealed record GateVerdict
{
    /// <summary>After enforcement and <c>onUnknown</c>: Unknown only says that the data do not, see <see cref="IsAllowed"/>.</summary>
    public required GateDecision Decision { get; init; }

    /// <summary>What Enforce would say.</summary>
    public required GateDecision Enforced { get; init; }

    /// <summary>False when a change of no special class must not ship.</summary>
    public required bool IsAllowed { get; init; }

    /// <summary>A constant in CamelCase, such as BudgetExhausted.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>Since when decision and reason are the same.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the gate opens by itself if the last hours go on; null: it is open, or nobody can say.</summary>
    public DateTimeOffset? NextRelief { get; init; }

    /// <summary>Name of the GateOverride that opened it; null: none did.</summary>
    public string? Exception { get; init; }

    /// <summary>The objective that decided; null: none did.</summary>
    public string? Objective { get; init; }

    /// <summary>The tier that decided; null: none did.</summary>
    public string? Tier { get; init; }

    /// <summary>The objectives that close it, null for the load of the rotation; empty: it is open.</summary>
    public IReadOnlyList<string?> ClosedBy { get; init; } = [];

    /// <summary>How often Enforce would have closed a gate that stayed open, since the object was made.</summary>
    public int WouldHaveBlocked { get; init; }

    /// <summary>Hours of the ledger, by their start, that would make <see cref="NextRelief"/> exact and of which only sums are kept; empty: it is exact.</summary>
    public IReadOnlyList<(string Objective, DateTimeOffset Hour)> DetailWanted { get; init; } = [];
}
