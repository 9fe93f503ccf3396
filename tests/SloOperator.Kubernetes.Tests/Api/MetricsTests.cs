using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class MetricsTests
{
    private static readonly ResourceDefinition<Widget> Gauges = new(
        "shop.example",
        "v1",
        "Gauge",
        "gauges",
        Namespaced: true,
        WidgetJson.Default.Widget
    );

    [Fact]
    public async Task Requests_are_counted_by_verb_resource_and_code()
    {
        var counted = new ConcurrentQueue<string>();
        using MeterListener listener = Listen(counted);
        var server = await ScriptedServer.StartAsync(
            Answer.Page("1", ""),
            Answer.Failure(409, "Conflict")
        );
        var api = new ResourceApi<Widget>(Client.For(server.Address), Gauges);

        await api.ListAsync(new ListOptions(), CancellationToken.None);
        await Should.ThrowAsync<KubeException>(() =>
            api.CreateAsync(Widget.Named("g"), CancellationToken.None)
        );
        await server.DisposeAsync();
        await Should.ThrowAsync<KubeException>(() =>
            api.GetAsync(Client.Named("g"), CancellationToken.None)
        );

        counted.ShouldBe(["list gauges 200", "create gauges 409", "get gauges none"]);
    }

    private static MeterListener Listen(ConcurrentQueue<string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (
                    instrument is
                    {
                        Meter.Name: "SloOperator.Kubernetes",
                        Name: "slo_operator_kube_requests_total"
                    }
                )
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                Dictionary<string, object?> by = new(tags.ToArray(), StringComparer.Ordinal);
                if (by["resource"] is "gauges")
                {
                    counted.Enqueue($"{by["verb"]} {by["resource"]} {by["code"]}");
                }
            }
        );
        listener.Start();
        return listener;
    }
}
