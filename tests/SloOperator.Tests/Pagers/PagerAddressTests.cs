using SloOperator.Pagers;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Pagers;

public sealed class PagerAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task A_pager_on_this_machine_is_not_connected_to(string host)
    {
        await using ScriptedServer server = await ScriptedServer.StartTlsAsync();
        using var paging = new Paging(
            PagerType.PagerDuty,
            new Uri($"https://{host}:{server.Url.Port}"),
            allowPrivate: false
        );

        (await paging.FailureAsync()).ShouldBe(
            "PagerDuty, log_entries: its host is a loopback, link-local or metadata address, which is not allowed"
        );
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_metadata_service_is_not_connected_to()
    {
        using var paging = new Paging(
            PagerType.PagerDuty,
            new Uri("https://169.254.169.254/latest"),
            allowPrivate: false
        );

        (await paging.FailureAsync()).ShouldContain("which is not allowed");
    }

    [Fact]
    public async Task A_token_is_not_sent_in_the_clear()
    {
        using var paging = new Paging(
            PagerType.PagerDuty,
            new Uri("http://pager.example.com"),
            allowPrivate: false
        );

        (await paging.FailureAsync()).ShouldBe(
            "PagerDuty, log_entries: its URL is not https, so the token was not sent"
        );
        paging.Secrets.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_ends_the_try()
    {
        await using ScriptedServer server = await ScriptedServer.StartTlsAsync();
        using var paging = new Paging(PagerType.PagerDuty, server.Url);

        SloOperator.Controllers.PagerAnswer answer = await paging.AfterAsync(
            paging.AskAsync(),
            1,
            2,
            4
        );

        answer
            .ShouldBeOfType<SloOperator.Controllers.PagerAnswer.Failed>()
            .Reason.ShouldStartWith("PagerDuty, log_entries: TLS: ");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Equal_options_share_a_reader()
    {
        using var readers = new PagerReaders(new Http.Secrets(), TimeProvider.System, false);

        readers.For(Options("PA")).ShouldBeSameAs(readers.For(Options("PA")));
        readers.For(Options("PA")).ShouldNotBeSameAs(readers.For(Options("PB")));
    }

    private static PagerOptions Options(string team) =>
        new(PagerType.PagerDuty, new Uri("https://api.pagerduty.com"), new("pager", "token"))
        {
            TeamIds = [team],
        };
}
