using System.Diagnostics.Metrics;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;
using SloOperator.Resources;
using SloOperator.Testing;

namespace SloOperator.Benchmarks.Client;

/// <summary>Watches until it is killed, and tells the number of each watch that the server has answered.</summary>
internal static class ReconnectRun
{
    /// <summary>What would be half a minute between tries is 30 ms.</summary>
    private const int RetriesHurried = 1_000;

    private static int _watches;

    public static async Task RunAsync(ResourceApi<TeamSlo> api)
    {
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, from) =>
        {
            if (instrument.Name == "slo_operator_kube_requests_total")
            {
                from.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Tell(tags));
        listener.Start();
        ClientProgram.Follow(
            api,
            new ReflectorOptions { Namespace = StoredObjects.SmallNamespace },
            new HurriedTime(RetriesHurried)
        );
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    private static void Tell(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        bool watch = false;
        bool answered = false;
        foreach ((string key, object? value) in tags)
        {
            watch |= key is "verb" && value is "watch";
            answered |= key is "code" && value is "200";
        }

        if (watch && answered)
        {
            Console.Out.WriteLine(ReconnectBenchmark.Line(++_watches));
        }
    }
}
