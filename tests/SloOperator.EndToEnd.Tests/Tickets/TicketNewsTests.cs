using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.EndToEnd.Tests.Pipeline;
using SloOperator.Testing;

namespace SloOperator.EndToEnd.Tests.Tickets;

/// <summary>What an owner shows of its tickets, on a real API server, under a clock that stands still: no pass comes to the rescue.</summary>
[Collection(PipelineCollection.Name)]
public sealed class TicketNewsTests(ControlPlaneFixture cluster, OpenShop open)
{
    private const string Address = "https://tracker.example/1";

    [Fact]
    public async Task What_becomes_of_a_ticket_stands_in_the_status_of_its_owner_at_once()
    {
        ManualTimeProvider clock = new(open.Shop.Now);
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster, clock);
        await team.AddEndpointAsync(open.Url, "limits: {timeout: 2m}");
        await team.ApplySloAsync([SloText.Availability()]);
        string ticket = (await team.AtRestAsync(clock))
            .Tickets.ShouldNotBeNull()
            .ShouldHaveSingleItem()
            .Name.ShouldNotBeNull();

        await team.KubectlAsync(
            "patch",
            "reliabilityticket",
            ticket,
            "--subresource=status",
            "--type=merge",
            "--patch",
            $$$"""{"status": {"url": "{{{Address}}}"} }"""
        );

        await team.StatusAsync(status =>
            status.Tickets.ShouldNotBeNull().ShouldHaveSingleItem().Url.ShouldBe(Address)
        );
        team.Operator.ShouldBeWell();
    }
}
