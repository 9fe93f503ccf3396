using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>Filing, outbox, reconciler and a tracker, in virtual time; its process can be killed and begun anew.</summary>
public abstract class TicketScenario : IDisposable
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    internal static readonly ResourceName Shop = new("payments", "checkout");

    private readonly Random _random = new(1);

    private protected TicketScenario()
    {
        Outbox = new MemoryOutbox(Hazard, Time);
        Tracker = new MemoryTracker(Hazard, Time);
        Sinks = new MemorySinks(Tracker);
        Process = NewProcess();
    }

    private protected ManualTimeProvider Time { get; } = new(Start);

    private protected Hazard Hazard { get; } = new();

    private protected MemoryOutbox Outbox { get; }

    private protected MemoryTracker Tracker { get; }

    private protected MemorySinks Sinks { get; }

    private protected OutboxProcess Process { get; set; }

    private protected TicketTerms Terms { get; set; } = new();

    private protected ReliabilityTicket Ticket =>
        Outbox.List().Select(found => found.Value!).Single();

    private protected ReliabilityTicketStatus Status => Ticket.Status!;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Process.Dispose();
        }
    }

    private protected OutboxProcess NewProcess() => new(Outbox, Sinks, Time, _random);

    private protected void Restart()
    {
        Process.Dispose();
        Process = NewProcess();
    }

    private protected TicketOwner Owner(string name = "checkout", string team = "payments") =>
        new()
        {
            Kind = "TeamSLO",
            Name = new ResourceName("payments", name),
            Uid = $"uid-{name}",
            Team = team,
            Terms = Terms,
        };

    private protected WrittenIntent Intent(
        TicketCause cause = TicketCause.BudgetLow,
        TicketPriority priority = TicketPriority.P2,
        string body = "Body.",
        Standing standing = Standing.Raised,
        string? objective = "availability"
    ) =>
        new(
            new TicketIntent(
                cause,
                objective,
                standing,
                priority,
                Template: null,
                "reason",
                Time.GetUtcNow()
            ),
            $"{cause} of {objective}",
            body
        );

    /// <summary>Files for the shop, then does what is due.</summary>
    private protected async Task FileAsync(params WrittenIntent[] intents)
    {
        await Process.Filing.FileAsync(Owner(), intents, CancellationToken.None);
        await Process.SettleAsync();
    }

    private protected Task RaiseAsync() => FileAsync(Intent());

    private protected Task ClearAsync() => FileAsync();

    /// <summary>Everything that falls due on the way is done when it is due.</summary>
    private protected async Task AdvanceAsync(TimeSpan by)
    {
        DateTimeOffset target = Time.GetUtcNow() + by;
        await Process.SettleAsync();
        while (Process.NextDue is { } due && due <= target)
        {
            Time.Advance(due > Time.GetUtcNow() ? due - Time.GetUtcNow() : TimeSpan.Zero);
            Process.TakeDue();
            await Process.SettleAsync();
        }

        Time.Advance(target - Time.GetUtcNow());
        Process.TakeDue();
        await Process.SettleAsync();
    }
}
