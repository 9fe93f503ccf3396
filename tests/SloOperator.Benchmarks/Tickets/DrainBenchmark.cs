using System.Diagnostics;
using SloOperator.Benchmarks.Report;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Testing;

namespace SloOperator.Benchmarks.Tickets;

/// <summary>A thousand breaches in one minute, in virtual time: how they leave, and what they cost while they wait.</summary>
internal sealed class DrainBenchmark : IDisposable
{
    private const double BytesPerMebibyte = 1024 * 1024;
    private const double MostGrowth = 1;
    private const double MostSeconds = 5;

    /// <summary>The minute of the breaches, and a turn every 750 ms.</summary>
    private const double LongestMinutes = (double)BreachedFleet.Owners / CountingSink.PerMinute;

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1) / BreachedFleet.Owners;

    private readonly ManualTimeProvider _time = new(
        new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero)
    );
    private readonly Queue<ResourceName> _ready = new();
    private readonly BreachedFleet _fleet;

    public DrainBenchmark()
    {
        _fleet = new BreachedFleet(_time);
        _fleet.Outbox.Changed += _ready.Enqueue;
        _fleet.Paces.Ready += _ready.Enqueue;
    }

    public async Task<IReadOnlyList<Line>> MeasureAsync()
    {
        long begun = Stopwatch.GetTimestamp();
        DateTimeOffset start = _time.GetUtcNow();
        for (int number = 0; number < BreachedFleet.Owners; number++)
        {
            await _fleet.FileAsync(number);
            await SettleAsync();
            _time.Advance(Between);
        }

        int early = _fleet.Sink.Made.Count;
        long half = await DrainAsync(BreachedFleet.Owners / 2);
        long whole = await DrainAsync(BreachedFleet.Owners);
        TimeSpan cost = Stopwatch.GetElapsedTime(begun);
        return
        [
            Line.AtMost(
                $"{BreachedFleet.Owners} breaches in a minute, a sink that takes {CountingSink.PerMinute}: minutes until the last is there",
                LongestMinutes,
                (_fleet.Sink.Made[^1].At - start).TotalMinutes,
                ""
            ),
            Line.AtMost(
                "of these, tickets that left before a more urgent one that waited",
                0,
                Overtaken(early),
                ""
            ),
            Line.AtMost(
                "heap, from half of them delivered to all",
                MostGrowth,
                (whole - half) / BytesPerMebibyte,
                " MiB"
            ),
            Line.AtMost("processor time for all of them", MostSeconds, cost.TotalSeconds, " s"),
        ];
    }

    public void Dispose() => _fleet.Dispose();

    /// <summary>The heap when so many are delivered.</summary>
    private async Task<long> DrainAsync(int delivered)
    {
        while (_fleet.Sink.Made.Count < delivered)
        {
            _time.Advance(
                _time.NextDue
                    ?? throw new InvalidOperationException(
                        $"Nothing is due, and {_fleet.Sink.Made.Count} of {delivered} tickets are delivered."
                    )
            );
            await SettleAsync();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task SettleAsync()
    {
        while (_ready.TryDequeue(out ResourceName key))
        {
            ReconcileResult result = await _fleet.Reconciler.ReconcileAsync(
                key,
                CancellationToken.None
            );
            if (result is not ReconcileResult.Done)
            {
                throw new InvalidOperationException($"{key} came to {result}.");
            }
        }
    }

    /// <param name="early">Those that left while the others were still breaching.</param>
    private int Overtaken(int early)
    {
        TicketPriority[] order = [.. _fleet.Sink.Made.Skip(early).Select(made => made.Priority)];
        return order.Zip(order.Skip(1)).Count(pair => pair.First > pair.Second);
    }
}
