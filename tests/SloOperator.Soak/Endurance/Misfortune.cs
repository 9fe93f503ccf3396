using SloOperator.Soak.Servers;
using SloOperator.Testing.Wire;

namespace SloOperator.Soak.Endurance;

/// <summary>One fault after another, between the processes under test and their servers, and of the API server itself.</summary>
internal sealed class Misfortune(
    SoakCluster cluster,
    FaultProxy apiServer,
    FaultProxy prometheus,
    Random random
)
{
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(25);

    /// <summary>Longer than a keep-alive ping is waited for.</summary>
    private static readonly TimeSpan LongStall = TimeSpan.FromSeconds(60);

    public int Faults { get; private set; }

    /// <summary>Until cancelled; then both lines are whole again.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await WaitAsync(Calm * (0.5 + random.NextDouble()), ct);
            await StrikeAsync(ct);
            apiServer.Fault = new Fault.Pass();
            prometheus.Fault = new Fault.Pass();
        }
    }

    private Task StrikeAsync(CancellationToken ct)
    {
        Faults++;
        return random.Next(100) switch
        {
            < 12 => CompactAsync(),
            < 22 => cluster.RedefineAsync(),
            < 25 => cluster.RestartApiServerAsync(),
            < 36 => Cut(apiServer),
            < 40 => Cut(prometheus),
            < 44 => HoldAsync(apiServer, new Fault.Stall(), LongStall, ct),
            < 85 => HoldAsync(apiServer, AnyFault(), Moment(), ct),
            _ => HoldAsync(prometheus, AnyFault(), Moment(), ct),
        };
    }

    /// <summary>Who is cut off just then resumes from a history that is gone.</summary>
    private async Task CompactAsync()
    {
        await cluster.CompactAsync();
        await Cut(apiServer);
    }

    private Task Cut(FaultProxy proxy)
    {
        proxy.CutAll(reset: random.Next(2) == 0);
        return Task.CompletedTask;
    }

    private static async Task HoldAsync(
        FaultProxy proxy,
        Fault fault,
        TimeSpan duration,
        CancellationToken ct
    )
    {
        proxy.Fault = fault;
        await WaitAsync(duration, ct);
    }

    private Fault AnyFault() =>
        random.Next(6) switch
        {
            0 => new Fault.Fin(),
            1 => new Fault.Reset(),
            2 => new Fault.Refuse(),
            3 => new Fault.Stall(),
            4 => new Fault.Truncate(random.Next(20_000), ByReset: random.Next(2) == 0),
            _ => new Fault.Delay(TimeSpan.FromMilliseconds(random.Next(50))),
        };

    private TimeSpan Moment() => TimeSpan.FromSeconds(1 + (5 * random.NextDouble()));

    private static async Task WaitAsync(TimeSpan duration, CancellationToken ct) =>
        await Task.Delay(duration, TimeProvider.System, ct)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
