using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks;
using SloOperator.Testing.Wire;
using SloOperator.Tests.Http;
using SloOperator.Tests.Sinks.Trackers;

namespace SloOperator.Tests.Sinks;

public sealed class SinkSecretTests
{
    [Fact]
    public async Task A_missing_secret_is_named()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(
            SinkType.GitHub,
            options => options with { Secret = "other" }
        );

        (await filing.CreateAsync()).ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "GitHub, create the issue: there is no key token of secret other; put it there, or change TicketSink payments: spec.secret",
                null
            )
        );
        tracker.Server.Requests.ShouldBeEmpty();
        (await filing.VersionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_now_may_be_later()
    {
        using var sinks = new TicketSinks(new Unreadable(), TimeProvider.System, true);
        ITicketSink sink = sinks.For(Options());

        SinkReply<ExternalTicket> reply = await sink.CreateAsync(
            Filing.Draft(),
            CancellationToken.None
        );

        reply.ShouldBe(
            new SinkReply<ExternalTicket>.Busy(
                "GitHub, create the issue: key token of secret tracker cannot be read",
                null,
                null
            )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\r\nX-Evil: 1")]
    public async Task A_token_that_no_header_can_carry_is_not_sent(string token)
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        filing.Secrets["tracker", "token"] = token;

        (await filing.CreateAsync())
            .Reason()
            .ShouldBe(
                "GitHub, create the issue: key token of secret tracker holds no token a header can carry"
            );
        tracker.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_rotated_during_a_run_is_read_once_more_after_a_401()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        await filing.CreateAsync();
        tracker.Token = "fresh";

        SinkReply<ExternalTicket> before = await filing.CreateAsync();
        int requests = tracker.Server.Requests.Count;
        filing.Secrets["tracker", "token"] = "fresh\n";
        SinkReply<ExternalTicket> after = await filing.CreateAsync();

        before.ShouldBe(
            new SinkReply<ExternalTicket>.Refused(
                "GitHub, create the issue: answered 401: the credential is not accepted; put a valid one into key token of secret tracker",
                401
            )
        );
        requests.ShouldBe(2);
        Filing.Done(after).Id.ShouldBe("2");
        tracker.Server.Requests.Count.ShouldBe(4);
        tracker.Issues.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_is_kept_for_a_minute()
    {
        await using TrackerStub tracker = await TrackerStub.StartAsync(SinkType.GitHub);
        using Filing filing = tracker.File(SinkType.GitHub);
        await filing.CreateAsync();
        await filing.CreateAsync();
        int reads = filing.Secrets.Reads;
        filing.Clock.Advance(TimeSpan.FromSeconds(60));
        await filing.CreateAsync();

        reads.ShouldBe(1);
        filing.Secrets.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task The_version_changes_with_secret_and_options_and_tells_neither()
    {
        using Filing filing = At("https://api.github.com");
        using Filing other = At("https://github.example.com/api/v3");
        string first = (await filing.VersionAsync())!;
        string elsewhere = (await other.VersionAsync())!;
        filing.Secrets["tracker", "token"] = "fresh";
        string same = (await filing.VersionAsync())!;
        filing.Clock.Advance(TimeSpan.FromSeconds(60));
        string rotated = (await filing.VersionAsync())!;

        same.ShouldBe(first);
        new[] { first, elsewhere, rotated }.Distinct().Count().ShouldBe(3);
        new[] { first, elsewhere, rotated }.ShouldAllBe(version => version.Length == 8);
    }

    [Fact]
    public void Equal_options_share_a_sink()
    {
        using var sinks = new TicketSinks(new Secrets(), TimeProvider.System, false);

        sinks.For(Options()).ShouldBeSameAs(sinks.For(Options()));
        sinks.For(Options()).ShouldNotBeSameAs(sinks.For(Options() with { Project = "a/b" }));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_sink_on_this_machine_is_not_connected_to(string host)
    {
        await using ScriptedServer server = await ScriptedServer.StartTlsAsync();
        using Filing filing = Strict($"https://{host}:{server.Url.Port}");

        SinkReply<ExternalTicket> reply = await filing.CreateAsync();

        reply
            .ShouldBeOfType<SinkReply<ExternalTicket>.Refused>()
            .Reason.ShouldBe(
                "GitHub, create the issue: its host is a loopback, link-local or metadata address, which is not allowed"
            );
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_token_is_not_sent_in_the_clear()
    {
        using Filing filing = Strict("http://tracker.example.com");

        (await filing.CreateAsync())
            .ShouldBeOfType<SinkReply<ExternalTicket>.Refused>()
            .Reason.ShouldBe("GitHub, create the issue: its URL is not https, so nothing was sent");
        filing.Secrets.Reads.ShouldBe(0);
    }

    private static Filing At(string url) => new(SinkType.GitHub, new Uri(url));

    private static Filing Strict(string url) =>
        new(SinkType.GitHub, new Uri(url), allowPrivate: false);

    private static SinkOptions Options() =>
        new()
        {
            Name = "payments",
            Type = SinkType.GitHub,
            Url = new Uri("https://api.github.com"),
            Project = "shop/payments",
            Secret = "tracker",
        };

    private sealed class Unreadable : SloOperator.Controllers.ISecretReader
    {
        public ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct) =>
            throw new IOException("The API server is away.");
    }
}
