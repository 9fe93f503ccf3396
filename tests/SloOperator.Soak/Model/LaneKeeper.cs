using System.Diagnostics.CodeAnalysis;
using SloOperator.Soak.Servers;

namespace SloOperator.Soak.Model;

/// <summary>Keeps a lane as long as it agrees with the server; after a failure the next sequence gets a new one, so that it is judged alone.</summary>
internal sealed class LaneKeeper(SoakCluster cluster) : IDisposable
{
    /// <summary>
    /// Far longer than anything takes to settle. A watch that is opened in the moment in which the server exchanges a definition may
    /// get no events for ever (seen with 1.20): then it is the client that ends it, when it has outlived its time.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <summary>While a failure is made smaller, a lane that settles does so in well under a second.</summary>
    private static readonly TimeSpan PatienceOnceFailed = TimeSpan.FromSeconds(6);

    /// <summary>What depends on the moment fails only now and then: a smaller sequence gets more than one chance to.</summary>
    private const int TriesOnceFailed = 5;

    private Lane? _lane;

    /// <summary>The one that the smallest failing sequence so far ended with; null when none failed.</summary>
    public string? Difference { get; private set; }

    public bool Run(Sequence sequence) => Await(RunOftenAsync(sequence));

    public void Dispose() => Await(RenewAsync());

    private async Task<bool> RunOftenAsync(Sequence sequence)
    {
        int tries = Difference is null ? 1 : TriesOnceFailed;
        bool holds = true;
        for (int number = 0; number < tries && holds; number++)
        {
            holds = await RunAsync(sequence);
        }

        return holds;
    }

    private async Task<bool> RunAsync(Sequence sequence)
    {
        bool holds = false;
        try
        {
            _lane ??= await Lane.StartAsync(cluster);
            string? difference = await _lane.RunAsync(
                sequence,
                Difference is null ? Patience : PatienceOnceFailed
            );
            Difference = difference ?? Difference;
            holds = difference is null;
        }
        finally
        {
            if (!holds)
            {
                await RenewAsync();
            }
        }

        return holds;
    }

    private async Task<bool> RenewAsync()
    {
        if (_lane is { } old)
        {
            _lane = null;
            await old.DisposeAsync();
        }

        return true;
    }

    [SuppressMessage(
        "Usage",
        "VSTHRD002",
        Justification = "On a thread of its own, where nobody else waits."
    )]
    private static bool Await(Task<bool> task) => task.GetAwaiter().GetResult();
}
