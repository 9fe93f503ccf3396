using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>A ticket as a tracker keeps it.</summary>
internal sealed class TrackedIssue
{
    public required string Id { get; init; }

    public required string Marker { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public ExternalState State { get; set; } = ExternalState.Open;

    public required string Title { get; set; }

    public required string Body { get; set; }

    public required TicketPriority Priority { get; set; }

    public List<string> Comments { get; } = [];

    public HashSet<string> Keys { get; } = [];

    public ExternalTicket Shown =>
        new(Id, new Uri($"https://tracker/{Id}").ToString(), State, CreatedAt);
}
