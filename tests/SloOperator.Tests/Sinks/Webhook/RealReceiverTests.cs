using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Processes;
using SloOperator.Tests.Store.Children;

namespace SloOperator.Tests.Sinks.Webhook;

public sealed class RealReceiverTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_receiver_in_a_process_of_its_own_keeps_what_it_is_told()
    {
        await using ChildProcess receiver = Start();
        using Filing filing = At(await UrlAsync(receiver));

        ExternalTicket made = Filing.Done(await filing.CreateAsync());
        await filing.UpdateAsync(made.Id, Filing.Draft() with { Title = "Worse" });

        made.Url.ShouldBe($"https://board.dev/{Filing.Marker}");
        Kept(made.Id).ShouldBe("update Worse");
        filing.Secrets["tracker", "secret"] = "wrong";
        filing.Clock.Advance(TimeSpan.FromMinutes(1));
        (await filing.CloseAsync(made.Id)).ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "Webhook, close the ticket: answered 401: signature or token is not accepted; put the receiver's into keys secret and token of secret tracker",
                401
            )
        );
        Kept(made.Id).ShouldBe("update Worse");
    }

    [Fact]
    public async Task A_receiver_that_died_after_it_kept_a_ticket_keeps_one()
    {
        TicketDraft draft = Filing.Draft() with { Title = Receiver.Deadly };
        await using ChildProcess first = Start();
        using Filing before = At(await UrlAsync(first));
        SinkReply<ExternalTicket> cut = await before.CreateAsync(draft);
        await first.WaitForExitAsync(Deadline);
        SinkReply<ExternalTicket> away = await before.CreateAsync(draft);

        await using ChildProcess second = Start();
        using Filing after = At(await UrlAsync(second));
        ExternalTicket made = Filing.Done(await after.CreateAsync(draft));

        cut.ShouldBeOfType<SinkReply<ExternalTicket>.Unclear>();
        away.ShouldBeOfType<SinkReply<ExternalTicket>.Busy>();
        made.Id.ShouldBe(Filing.Marker);
        Directory.GetFiles(_folder.Path).Length.ShouldBe(1);
    }

    public void Dispose() => _folder.Dispose();

    private ChildProcess Start() =>
        ChildProcess.Start(
            "dotnet",
            new ChildProcessOptions
            {
                Arguments =
                [
                    typeof(ChildProgram).Assembly.Location,
                    "receive",
                    _folder.Path,
                    "hmac-key",
                ],
                Environment = new Dictionary<string, string?>
                {
                    ["DOTNET_DbgEnableMiniDump"] = "0",
                },
            }
        );

    private static async Task<Uri> UrlAsync(ChildProcess receiver) =>
        new(
            await receiver.WaitForLineAsync(
                line => line.StartsWith("http://", StringComparison.Ordinal),
                Deadline
            )
        );

    private static Filing At(Uri url) => new(SinkType.Webhook, url);

    private string Kept(string id) => File.ReadAllText(_folder.File(id));
}
