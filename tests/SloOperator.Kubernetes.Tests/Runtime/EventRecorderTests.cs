using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class EventRecorderTests : IAsyncLifetime
{
    private const string Events = "/apis/events.k8s.io/v1/namespaces/shop/events";

    private static readonly ObjectReference _web = new()
    {
        ApiVersion = "example.com/v1",
        Kind = "TeamSLO",
        Namespace = "shop",
        Name = "web",
        Uid = "u-1",
    };

    private readonly ManualTimeProvider _clock = new(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
    );
    private readonly WatchedClock _watched;
    private readonly ConcurrentQueue<(string Method, string Path, JsonNode Body)> _requests = new();
    private readonly CancellationTokenSource _stop = new();
    private Func<int> _status = () => 200;
    private WireServer _server = null!;
    private HttpClient _http = null!;
    private EventRecorder _recorder = null!;
    private Task _run = Task.CompletedTask;

    public EventRecorderTests() => _watched = new WatchedClock(_clock, TimeSpan.FromSeconds(10));

    public async Task InitializeAsync()
    {
        _server = await WireServer.StartAsync(AnswerAsync);
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _server.Http };
        _recorder = new EventRecorder(
            new ResourceApi<KubernetesEvent>(
                new KubeClient(_http, _watched),
                KubernetesEvent.Definition
            ),
            new EventRecorderOptions
            {
                Controller = "slo.example.com",
                Instance = "pod-1",
                QueueLength = 3,
            },
            _watched,
            NullLogger.Instance
        );
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_event_has_everything_the_server_asks_for()
    {
        Start();
        Record();
        await RequestsAsync(1);

        (string method, string path, JsonNode body) = _requests.Single();
        (method, path).ShouldBe(("POST", Events));
        body["metadata"]!["name"]!.GetValue<string>().ShouldStartWith("web.");
        body["metadata"]!["namespace"]!.GetValue<string>().ShouldBe("shop");
        body.AsObject().Remove("metadata");
        body.ToJsonString()
            .ShouldBe(
                """{"apiVersion":"events.k8s.io/v1","kind":"Event","eventTime":"2026-01-01T00:00:00.000000Z","reportingController":"slo.example.com","reportingInstance":"pod-1","action":"Evaluate","reason":"BudgetExhausted","regarding":{"apiVersion":"example.com/v1","kind":"TeamSLO","namespace":"shop","name":"web","uid":"u-1"},"note":"no budget left","type":"Warning"}"""
            );
    }

    [Fact]
    public async Task The_second_occurrence_makes_a_series_of_two()
    {
        Start();
        Record();
        await RequestsAsync(1);
        // Less than a request may take: its answer may still be under way.
        _clock.Advance(TimeSpan.FromSeconds(20));
        Record();
        await RequestsAsync(2);

        (string method, string path, JsonNode body) = _requests.Last();
        method.ShouldBe("PATCH");
        path.ShouldBe($"{Events}/{_requests.First().Body["metadata"]!["name"]}");
        body.ToJsonString()
            .ShouldBe(
                """{"series":{"count":2,"lastObservedTime":"2026-01-01T00:00:20.000000Z"}}"""
            );
    }

    [Fact]
    public async Task A_series_whose_event_the_server_forgot_starts_again()
    {
        Start();
        Record();
        await RequestsAsync(1);
        _status = () => _requests.Last().Method is "PATCH" ? 404 : 200;
        Record();
        await RequestsAsync(3);

        _requests.Select(request => request.Method).ShouldBe(["POST", "PATCH", "POST"]);
    }

    [Fact]
    public async Task What_does_not_fit_into_the_queue_is_dropped_and_counted()
    {
        using var metrics = new MeterRecord("queue_full");
        double before = metrics["slo_operator_events_dropped_total"];
        for (int i = 0; i < 5; i++)
        {
            Record($"note {i}");
        }

        metrics["slo_operator_events_dropped_total"].ShouldBe(before + 2);
        Start();
        await RequestsAsync(3);
        _requests
            .Select(request => request.Body["note"]!.GetValue<string>())
            .ShouldBe(["note 0", "note 1", "note 2"]);
    }

    [Fact]
    public async Task A_server_that_is_down_for_a_moment_loses_no_event()
    {
        _status = () => _requests.Count == 1 ? 500 : 200;
        Start();
        Record();
        await RequestsAsync(1);
        await Eventually.TrueAsync(() => _watched.IsPausing);

        _clock.Advance(TimeSpan.FromSeconds(10));

        await RequestsAsync(2);
    }

    [Fact]
    public async Task A_refused_event_does_not_stop_the_next()
    {
        using var metrics = new MeterRecord("refused");
        _status = () => _requests.Count == 1 ? 403 : 200;
        Start();
        Record("refused");
        Record("taken");

        await RequestsAsync(2);

        metrics["slo_operator_events_dropped_total"].ShouldBe(1);
        _run.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Events_of_cluster_scoped_objects_are_in_kube_system_which_every_server_takes()
    {
        Start();
        _recorder.Record(
            _web with
            {
                Namespace = null,
            },
            EventType.Normal,
            "Ready",
            "fine",
            "Evaluate"
        );
        await RequestsAsync(1);

        _requests.Single().Path.ShouldBe("/apis/events.k8s.io/v1/namespaces/kube-system/events");
    }

    private void Record(string note = "no budget left") =>
        _recorder.Record(_web, EventType.Warning, "BudgetExhausted", note, "Evaluate");

    private void Start() => _run = _recorder.RunAsync(_stop.Token);

    private Task RequestsAsync(int count) => Eventually.TrueAsync(() => _requests.Count >= count);

    private async Task AnswerAsync(HttpContext context)
    {
        JsonNode body = (await JsonNode.ParseAsync(context.Request.Body))!;
        _requests.Enqueue((context.Request.Method, context.Request.Path.Value!, body));
        context.Response.StatusCode = _status();
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            context.Response.StatusCode == 200 ? body.ToJsonString() : "{}"
        );
    }
}
