using System.Net;
using System.Net.Sockets;
using System.Text;
using SloOperator.Controllers;
using SloOperator.Testing;

namespace SloOperator.Tests.Pagers.Alertmanager;

public sealed class ForgedWebhookTests : IAsyncLifetime
{
    private const string Signature = "X-Slo-Operator-Signature";

    private readonly RecordedHooks _hooks = new();
    private readonly RecordedLog _log = new();
    private HookServer _server = null!;
    private int _held;

    public async Task InitializeAsync() => _server = await HookServer.StartAsync(_hooks, _log);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public static TheoryData<string, string> Credentials() =>
        new()
        {
            { "Authorization", "Bearer wrong" },
            { "Authorization", "Bearer s3cre" },
            { "Authorization", "Bearer s3cret2" },
            { "Authorization", "Bearer S3CRET" },
            { "Authorization", "Bearer " },
            { "Authorization", "Bearer" },
            { "Authorization", "s3cret" },
            { "Authorization", "Basic czNjcmV0" },
            { "Authorization", "Basic s3cret" },
            { Signature, HookServer.Sign(Webhooks.Firing, "wrong") },
            { Signature, HookServer.Sign(Webhooks.Firing + " ") },
            { Signature, HookServer.Sign("") },
            { Signature, HookServer.Sign(Webhooks.Firing)["sha256=".Length..] },
            { Signature, HookServer.Sign(Webhooks.Firing)[..^2] },
            { Signature, HookServer.Sign(Webhooks.Firing) + "00" },
            { Signature, HookServer.Sign(Webhooks.Firing)[..^1] + "x" },
            { Signature, HookServer.Sign(Webhooks.Firing).Replace("sha256", "sha1") },
            { Signature, "sha256=" },
            { Signature, "s3cret" },
            { "X-Other", "s3cret" },
        };

    [Theory]
    [MemberData(nameof(Credentials))]
    public async Task Who_does_not_know_the_secret_is_turned_away(string header, string value)
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            new StringContent(Webhooks.Firing),
            HookServer.Primary,
            (header, value)
        );

        await ShouldBeTurnedAwayAsync(answer);
    }

    [Theory]
    // Another policy's name with this one's secret, and names that no policy can have.
    [InlineData("/hooks/alertmanager/payments/other", 1)]
    [InlineData("/hooks/alertmanager/other/primary", 1)]
    [InlineData("/hooks/alertmanager/payments/Primary", 0)]
    [InlineData("/hooks/alertmanager/payments/primary%2Fstatus", 0)]
    [InlineData("/hooks/alertmanager/..%2Fpayments/primary", 0)]
    [InlineData("/hooks/alertmanager/payments/primary%20", 0)]
    public async Task An_unknown_policy_is_answered_like_a_wrong_token(string path, int asked)
    {
        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.Firing, path);
        using HttpResponseMessage signed = await _server.PostAsync(
            new StringContent(Webhooks.Firing),
            path,
            (Signature, HookServer.Sign(Webhooks.Firing))
        );

        await ShouldBeTurnedAwayAsync(answer);
        await ShouldBeTurnedAwayAsync(signed);
        _hooks.Asked.Count.ShouldBe(2 * asked);
    }

    [Fact]
    public async Task A_name_that_is_longer_than_any_is_not_asked_for()
    {
        string name = new('a', 254);

        using HttpResponseMessage answer = await _server.PostAsync(
            Webhooks.Firing,
            $"/hooks/alertmanager/payments/{name}"
        );
        using HttpResponseMessage longest = await _server.PostAsync(
            Webhooks.Firing,
            $"/hooks/alertmanager/payments/{name[1..]}"
        );

        await ShouldBeTurnedAwayAsync(answer);
        await ShouldBeTurnedAwayAsync(longest);
        _hooks.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_policy_without_a_secret_takes_nothing(string? secret)
    {
        _hooks.Known = secret;

        using HttpResponseMessage signed = await _server.PostAsync(
            new StringContent(Webhooks.Firing),
            HookServer.Primary,
            (Signature, HookServer.Sign(Webhooks.Firing, secret ?? ""))
        );
        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.Firing, token: secret);

        await ShouldBeTurnedAwayAsync(signed);
        await ShouldBeTurnedAwayAsync(answer);
    }

    [Fact]
    public async Task A_policy_that_is_gone_meanwhile_is_answered_like_a_wrong_token()
    {
        _hooks.Verdict = () => IAlertmanagerHooks.Verdict.Unknown;

        using HttpResponseMessage answer = await _server.PostAsync(Webhooks.Firing);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("X-Other", "")]
    public async Task The_body_of_who_has_no_token_is_not_read(string header, string value)
    {
        using HttpResponseMessage answer = await _server.PostAsync(
            new StringContent(Webhooks.OfSize((1024 * 1024) + 1)),
            HookServer.Primary,
            (header, value)
        );

        // And so not found too large.
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task At_most_8_bodies_of_unknown_callers_are_held_at_a_time()
    {
        var release = new TaskCompletionSource();
        var now = new TaskCompletionSource();
        now.SetResult();
        Task<HttpResponseMessage>[] held =
        [
            .. Enumerable.Range(0, 8).Select(_ => SignedAsync(release)),
        ];
        // A body is asked for when it has its place.
        await Eventually.TrueAsync(() => Volatile.Read(ref _held) == 8);

        using HttpResponseMessage ninth = await SignedAsync(now);
        using HttpResponseMessage known = await _server.PostAsync(Webhooks.Firing);
        release.SetResult();

        ninth.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        known.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        foreach (HttpResponseMessage answer in await Task.WhenAll(held))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            answer.Dispose();
        }
    }

    [Fact]
    public async Task A_body_that_comes_at_4_KiB_a_second_is_given_up()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port);
        NetworkStream stream = client.GetStream();
        string head =
            $"POST {HookServer.Primary} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n{Signature}: {HookServer.Sign("")}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));

        await TrickleUntilAnsweredAsync(client);

        // The server may have closed the connection, and the answer with it.
        (await FirstLineAsync(stream)).ShouldBeOneOf("HTTP/1.1 408 Request Timeout", null);
    }

    private async Task<HttpResponseMessage> SignedAsync(TaskCompletionSource release)
    {
        using var content = new HeldContent(
            Webhooks.Firing,
            () => Interlocked.Increment(ref _held),
            release
        );
        return await _server.PostAsync(
            content,
            HookServer.Primary,
            (Signature, HookServer.Sign(Webhooks.Firing))
        );
    }

    private static async Task<string?> FirstLineAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        try
        {
            return await reader.ReadLineAsync();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task TrickleUntilAnsweredAsync(TcpClient client)
    {
        using var patience = new CancellationTokenSource(
            TimeSpan.FromSeconds(60),
            TimeProvider.System
        );
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        try
        {
            while (!client.Client.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            {
                await client.GetStream().WriteAsync(new byte[1024], patience.Token);
                await pace.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (IOException)
        {
            // Closed: that is an answer too.
        }
    }

    private async Task ShouldBeTurnedAwayAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            """{"title":"Unauthorized","status":401,"detail":"no such hook for this credential"}"""
                + "\n"
        );
        _hooks.Accepted.ShouldBeEmpty();
        _log.Lines.ShouldBeEmpty();
    }
}
