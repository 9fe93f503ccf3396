using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Tests.Api;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.Kubernetes.Tests.Watch;

/// <summary>On the real clock, with pings of seconds instead of half minutes.</summary>
public sealed class LivenessTests
{
    private const string Json = "application/json";

    private static readonly KeepAlive Quick = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void The_pings_go_out_after_30_seconds_and_wait_15_for_as_long_as_a_connection_has_a_watch()
    {
        using ClusterTransport transport = new(ServerTrust.System, proxy: null, KeepAlive.Default);
        using SocketsHttpHandler handler = transport.CreateHandler(certificate: null);

        handler.KeepAlivePingPolicy.ShouldBe(HttpKeepAlivePingPolicy.Always);
        handler.KeepAlivePingDelay.ShouldBe(TimeSpan.FromSeconds(30));
        handler.KeepAlivePingTimeout.ShouldBe(TimeSpan.FromSeconds(15));
        // A connection that reaches the end of its lifetime with a watch on it would get no more pings.
        handler.PooledConnectionLifetime.ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task A_frozen_watch_is_noticed_by_pings_long_before_its_end_and_resumes()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Quick,
            Page("5"),
            Reply.Chunks(Json, Widget.Event("ADDED", Widget.Json("a", 6))).ThenHang(),
            Reply.Chunks(Json, Widget.Event("ADDED", Widget.Json("b", 7))).ThenHang()
        );
        (await running.ToldAsync()).ShouldBe("a none->6");

        running.Proxy.Fault = new Fault.Stall();
        await running.Clock.BeginsAsync(TimeSpan.FromSeconds(0.8));
        running.Log.Lines.Last().Text.ShouldContain("didn't respond to a ping");
        running.Proxy.Fault = new Fault.Pass();
        running.Clock.Advance(TimeSpan.FromSeconds(0.8));

        (await running.ToldAsync()).ShouldBe("b none->7");
        (await running.VersionsAsync(3)).ShouldBe(["list", "5", "6"]);
    }

    [Fact]
    public async Task A_list_that_hangs_halfway_is_noticed_by_pings_and_tried_again()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Quick,
            Reply.Chunks(Json, """{"metadata":{"resourceVersion":"5"},"items":[""").ThenHang(),
            Page("5"),
            Reply.Chunks(Json).ThenHang()
        );
        await running.VersionsAsync(1);

        running.Proxy.Fault = new Fault.Stall();
        await running.Clock.BeginsAsync(TimeSpan.FromSeconds(0.8));
        running.Proxy.Fault = new Fault.Pass();
        running.Clock.Advance(TimeSpan.FromSeconds(0.8));

        (await running.VersionsAsync(2)).ShouldBe(["list", "5"]);
    }

    [Fact]
    public async Task A_connection_that_is_accepted_and_never_greeted_is_given_up_after_five_seconds()
    {
        await using TlsReflection running = await TlsReflection.StartAsync(
            Quick,
            Page("5"),
            Reply.Chunks(Json).ThenAbort(),
            Reply.Chunks(Json).ThenHang()
        );
        running.Proxy.Fault = new Fault.Stall();
        running.Proxy.CutAll(reset: true);

        bool isTriedAgain = false;
        await Eventually.HoldsAsync(
            async () =>
            {
                string last = running.Log.Lines.Last().Text;
                if (!isTriedAgain && IsFailure(last) && !IsTimeout(last))
                {
                    // A list or a watch that was under way when all were cut: the next is never greeted.
                    await running.Clock.BeginsAsync(TimeSpan.FromSeconds(0.8));
                    running.Clock.Advance(TimeSpan.FromSeconds(0.8));
                    isTriedAgain = true;
                }

                IsTimeout(last).ShouldBeTrue(last);
            },
            Patience
        );
    }

    private static bool IsFailure(string line) =>
        line.Contains("Listing ", StringComparison.Ordinal)
        || line.Contains("The watch of ", StringComparison.Ordinal);

    private static bool IsTimeout(string line) =>
        line.Contains("ConnectTimeout", StringComparison.Ordinal);

    private static Reply Page(string resourceVersion) =>
        Reply.Json($$$"""{"metadata":{"resourceVersion":"{{{resourceVersion}}}"},"items":[]}""");
}
