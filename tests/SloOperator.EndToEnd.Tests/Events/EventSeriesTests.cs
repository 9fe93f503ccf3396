using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Events;

[Collection(ControlPlaneCollection.Name)]
public sealed class EventSeriesTests(ControlPlaneFixture cluster)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Repetitions_are_one_event_whose_series_is_refreshed_every_half_hour()
    {
        string ns = await cluster.CreateNamespaceAsync("series");
        using HttpClient http = Kubeconfig
            .Load(cluster.Cluster.KubeconfigFile)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        EventRecorder recorder = new(
            new ResourceApi<KubernetesEvent>(
                new KubeClient(http, TimeProvider.System),
                KubernetesEvent.Definition
            ),
            new EventRecorderOptions { Controller = "slo-operator.dev/test" },
            _clock,
            NullLogger.Instance
        );
        using CancellationTokenSource stop = new();
        Task run = recorder.RunAsync(stop.Token);

        Record(recorder, ns);
        await CountIsAsync(ns, null);
        Record(recorder, ns);
        await CountIsAsync(ns, 2);
        Record(recorder, ns);
        Record(recorder, ns);
        // Another event after them: when it is there, they were not written.
        Record(recorder, ns, "another");
        await Eventually.HoldsAsync(
            async () => (await EventsAsync(ns)).Count.ShouldBe(2),
            Deadline
        );
        await CountIsAsync(ns, 2);

        _clock.Advance(TimeSpan.FromMinutes(30));
        await CountIsAsync(ns, 4);
        await stop.CancelAsync();
        await run;
    }

    private static void Record(EventRecorder recorder, string ns, string note = "no budget left") =>
        recorder.Record(
            new ObjectReference
            {
                ApiVersion = "v1",
                Kind = "Namespace",
                Namespace = ns,
                Name = ns,
            },
            EventType.Warning,
            "BudgetExhausted",
            note,
            "Evaluate"
        );

    private Task CountIsAsync(string ns, int? count) =>
        Eventually.HoldsAsync(
            async () =>
            {
                JsonElement only = (await EventsAsync(ns)).Single(found =>
                    found.GetProperty("note").GetString() == "no budget left"
                );
                int? series =
                    only.TryGetProperty("series", out JsonElement value)
                    && value.ValueKind is JsonValueKind.Object
                        ? value.GetProperty("count").GetInt32()
                        : null;
                series.ShouldBe(count);
            },
            Deadline
        );

    private async Task<IReadOnlyList<JsonElement>> EventsAsync(string ns)
    {
        CommandResult found = await cluster.Kubectl.RunAsync(
            "get",
            "events.v1.events.k8s.io",
            "-n",
            ns,
            "-o",
            "json"
        );
        return
        [
            .. JsonDocument.Parse(found.Output).RootElement.GetProperty("items").EnumerateArray(),
        ];
    }
}
