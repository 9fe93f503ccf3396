using SloOperator.Testing;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>Replicas of one lease, on one clock that stands still and on a server that each of them can be cut from.</summary>
public abstract class ElectionScenario : IAsyncLifetime
{
    private protected ManualTimeProvider Clock { get; } =
        new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private protected List<Replica> Replicas { get; } = [];
    private protected LeaseServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await LeaseServer.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (Replica replica in Replicas)
        {
            Server.Mend("a");
            await replica.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    private protected Replica Begin(string name, Func<CancellationToken, Task>? work = null)
    {
        var replica = new Replica(name, Server, Clock, work);
        Replicas.Add(replica);
        return replica;
    }

    private protected async Task<Replica> StartAsync(
        string name,
        Func<CancellationToken, Task>? work = null
    )
    {
        Replica replica = Begin(name, work);
        await IdleAsync();
        return replica;
    }

    private protected async Task<Replica> LeadingAsync(
        string name,
        Func<CancellationToken, Task>? work = null
    )
    {
        Replica replica = await StartAsync(name, work);
        await Eventually.TrueAsync(() => replica.HasLed);
        return replica;
    }

    private protected Task AdvanceAsync(int seconds) => AdvanceAsync(TimeSpan.FromSeconds(seconds));

    // Small steps, each followed by whatever it set off: nobody is ever late by more than a step.
    private protected async Task AdvanceAsync(TimeSpan by)
    {
        var step = TimeSpan.FromMilliseconds(250);
        for (TimeSpan done = TimeSpan.Zero; done < by; done += step)
        {
            Clock.Advance(step);
            await IdleAsync();
        }
    }

    private protected async Task<double> SecondsUntilAsync(
        Func<bool> condition,
        Action? always = null
    )
    {
        double seconds = 0;
        while (!condition())
        {
            seconds.ShouldBeLessThan(60);
            await AdvanceAsync(TimeSpan.FromMilliseconds(250));
            seconds += 0.25;
            always?.Invoke();
        }

        return seconds;
    }

    private protected Task IdleAsync() =>
        Eventually.TrueAsync(() => Replicas.All(replica => replica.IsIdle));
}
