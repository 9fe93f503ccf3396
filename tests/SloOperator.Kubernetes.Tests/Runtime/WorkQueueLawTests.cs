using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class WorkQueueLawTests
{
    [Fact]
    public void Whatever_the_order_every_add_is_followed_by_a_take() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Key, bool Work)[]>(), EveryAddIsTaken)
            .QuickCheckThrowOnFailure();

    [Fact]
    public async Task No_key_is_ever_with_two_workers_and_none_is_missed()
    {
        using var queue = new WorkQueue<int>(TimeProvider.System, "law");
        var busy = new ConcurrentDictionary<int, bool>();
        int[] written = new int[5];
        int[] seen = new int[5];
        int overlaps = 0;
        Task[] workers =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (await queue.GetAsync(default) is (int key, false))
                        {
                            overlaps += busy.TryAdd(key, true) ? 0 : 1;
                            seen[key] = Volatile.Read(ref written[key]);
                            await Task.Yield();
                            busy.TryRemove(key, out bool _);
                            queue.Done(key);
                        }
                    })
                ),
        ];
        for (int write = 0; write < 20_000; write++)
        {
            Interlocked.Increment(ref written[write % 5]);
            queue.Add(write % 5);
        }

        queue.ShutDown();
        await Task.WhenAll(workers);

        overlaps.ShouldBe(0);
        seen.ShouldBe([4000, 4000, 4000, 4000, 4000]);
    }

    // Each step adds a key, or takes the next and finishes it; in the end the queue is drained.
    private static bool EveryAddIsTaken((byte Key, bool Work)[] steps)
    {
        using var queue = new WorkQueue<int>(TimeProvider.System, "law");
        HashSet<int> pending = [];
        foreach ((byte key, bool work) in steps)
        {
            queue.Add(key % 4);
            pending.Add(key % 4);
            if (work)
            {
                pending.Remove(Take(queue));
            }
        }

        while (queue.Count > 0)
        {
            pending.Remove(Take(queue));
        }

        return pending.Count == 0;
    }

    // The law is synchronous, and so is taking a key that is ready.
    [SuppressMessage("Reliability", "CA2012", Justification = "It was just seen to be completed.")]
    [SuppressMessage("Usage", "VSTHRD002", Justification = "It was just seen to be completed.")]
    private static int Take(WorkQueue<int> queue)
    {
        ValueTask<(int Key, bool IsShutDown)> next = queue.GetAsync(default);
        next.IsCompleted.ShouldBeTrue();
        int key = next.GetAwaiter().GetResult().Key;
        queue.Done(key);
        return key;
    }
}
