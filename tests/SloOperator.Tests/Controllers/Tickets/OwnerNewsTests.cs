using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class OwnerNewsTests
{
    private static readonly ResourceName Checkout = new("shop", "checkout");

    private readonly MemoryTickets _tickets = new();

    private readonly List<ResourceName> _told = [];

    [Fact]
    public void An_owner_hears_of_a_ticket_of_its_phase_and_of_its_end_and_of_nothing_else()
    {
        Listen(OwnerKinds.TeamSlo);
        ReliabilityTicket ticket = Given.Ticket(Checkout, "Pending");

        TimesTold(() => _tickets.Put(ticket)).ShouldBe(1);
        TimesTold(() => _tickets.Put(ticket with { Status = new() { Attempts = 3 } })).ShouldBe(0);
        TimesTold(() => _tickets.Put(Given.Ticket(Checkout, "Open"))).ShouldBe(1);
        TimesTold(() => _tickets.Put(Given.Ticket(Checkout, "Open"))).ShouldBe(0);
        TimesTold(() => _tickets.Delete(ResourceName.Of(ticket.Metadata))).ShouldBe(1);
        TimesTold(() => _tickets.Delete(ResourceName.Of(ticket.Metadata))).ShouldBe(0);
        _told.ShouldAllBe(owner => owner == Checkout);
    }

    [Fact]
    public async Task An_owner_hears_of_the_phase_that_this_program_itself_writes()
    {
        Listen(OwnerKinds.TeamSlo);
        ReliabilityTicket ticket = Given.Ticket(Checkout, "Pending");
        _tickets.Put(ticket);
        _told.Clear();

        await _tickets.ApplyStatusAsync(
            ticket.Metadata,
            new ReliabilityTicketStatus { Phase = "Open" },
            ResourceJson.Default.ReliabilityTicketStatus,
            CancellationToken.None
        );

        _told.ShouldBe([Checkout]);
    }

    [Fact]
    public void A_ticket_of_another_kind_of_owner_concerns_nobody()
    {
        Listen(OwnerKinds.OnCallPolicy);

        TimesTold(() => _tickets.Put(Given.Ticket(Checkout, "Pending"))).ShouldBe(0);
    }

    [Fact]
    public void Who_no_longer_listens_hears_nothing()
    {
        OwnerNews news = Listen(OwnerKinds.TeamSlo);

        news.Changed -= _told.Add;

        TimesTold(() => _tickets.Put(Given.Ticket(Checkout, "Pending"))).ShouldBe(0);
        _tickets.HasListeners.ShouldBeFalse();
    }

    private OwnerNews Listen(string kind)
    {
        var news = new OwnerNews(_tickets, kind);
        news.Changed += _told.Add;
        return news;
    }

    private int TimesTold(Action what)
    {
        int before = _told.Count;
        what();
        return _told.Count - before;
    }
}
