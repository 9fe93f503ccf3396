using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Wire;
using SloOperator.Tests.Sinks.Trackers;

namespace SloOperator.Tests.Sinks;

public sealed class CutAnswerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_cut_at_any_byte_is_unclear_and_its_ticket_is_there_once(
        bool byReset
    )
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        tracker.Pace = TimeSpan.FromHours(1);
        await using FaultProxy proxy = await FaultProxy.StartAsync(tracker.Server.Url.Port);
        using var filing = new Filing(
            SinkType.GitHub,
            new Uri($"http://127.0.0.1:{proxy.Port}"),
            options => options with { Labels = [] }
        );
        int cut = 0;
        while (true)
        {
            string marker = $"9f3a5c7e1b2d4f60-{cut}";
            proxy.Fault = new Fault.Truncate(cut, byReset);
            SinkReply<ExternalTicket> reply = await filing.CreateAsync(
                Filing.Draft(marker) with
                {
                    Title = "Short",
                    Body = "Short.",
                    Labels = [],
                }
            );
            proxy.Fault = new Fault.Pass();

            cut++;
            tracker.Writes.ShouldBe(cut);
            tracker.Issues.Count.ShouldBe(cut);
            if (reply is SinkReply<ExternalTicket>.Done)
            {
                break;
            }

            reply.ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>().Status.ShouldBeNull();
            (await filing.FoundAsync(marker)).ShouldBe([$"{cut}"]);
        }

        // Else it was taken for done long before its end.
        cut.ShouldBeGreaterThan(300);
    }
}
