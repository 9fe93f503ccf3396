using System.Net;
using System.Net.Sockets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class KubeClientTests
{
    [Fact]
    public async Task Http_2_is_asked_for_and_http_1_accepted()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Page("1", ""));
        using var recorder = new Recorder();
        using var http = new HttpClient(recorder) { BaseAddress = server.Address };
        var api = new ResourceApi<Widget>(
            new KubeClient(http, TimeProvider.System),
            Widget.Definition
        );

        await api.ListAsync(new ListOptions(), CancellationToken.None);

        recorder.Asked.ShouldBe((HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower));
        recorder.Accepted.ShouldBe("application/json");
    }

    [Fact]
    public void A_client_without_an_address_is_a_mistake()
    {
        using var http = new HttpClient(new SocketsHttpHandler());

        Should.Throw<ArgumentException>(() => new KubeClient(http, TimeProvider.System));
    }

    [Fact]
    public async Task A_status_needs_a_field_manager()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };
        var api = new ResourceApi<Widget>(
            new KubeClient(http, TimeProvider.System),
            Widget.Definition
        );

        await Should.ThrowAsync<InvalidOperationException>(() =>
            api.ApplyStatusAsync(
                new ObjectMeta { Namespace = "ns", Name = "w" },
                new WidgetStatus("ok"),
                StatusJson.Default.WidgetStatus,
                CancellationToken.None
            )
        );
        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_reset_as_soon_as_it_is_open_is_a_failure_like_any_other()
    {
        using var handler = new ResetAtOnce();
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://127.0.0.1:9") };
        var api = new ResourceApi<Widget>(
            new KubeClient(http, TimeProvider.System),
            Widget.Definition
        );

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            api.GetAsync(new ResourceName("ns", "w"), CancellationToken.None)
        );

        failure.StatusCode.ShouldBeNull();
        failure.InnerException.ShouldBeOfType<SocketException>();
    }

    /// <summary>.NET asks a new connection for its remote address, and lets out what a connection that is gone answers.</summary>
    private sealed class ResetAtOnce : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => throw new SocketException((int)SocketError.NotConnected);
    }

    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
    {
        public (Version, HttpVersionPolicy) Asked { get; private set; }

        public string? Accepted { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Asked = (request.Version, request.VersionPolicy);
            Accepted = request.Headers.Accept.ToString();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
