using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Whose tickets are filed, and how they are to be handled.</summary>
internal sealed record TicketOwner
{
    /// <summary>TeamSLO or OnCallPolicy.</summary>
    public required string Kind { get; init; }

    public required ResourceName Name { get; init; }

    /// <summary>In a folder it follows from the name.</summary>
    public required string Uid { get; init; }

    public required string Team { get; init; }

    /// <summary>The policy's.</summary>
    public required TicketTerms Terms { get; init; }

    /// <summary>Beside those of the sink.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Each is told once on a ticket that was there before it.</summary>
    public IReadOnlyList<OwnerException> Exceptions { get; init; } = [];

    public string? Assignee { get; init; }
}
