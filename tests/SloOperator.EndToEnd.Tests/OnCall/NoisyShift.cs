namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>Five incidents, and everything that makes them look like fewer or more. What happened is written down as it is done.</summary>
internal sealed class NoisyShift(PagedShop shop)
{
    /// <summary>Of the policy; what is quiet for longer has ended.</summary>
    public static readonly TimeSpan MergeGap = TimeSpan.FromSeconds(15);

    /// <summary>Longer than the policy's evaluation interval, so that the samples alone cannot decide; far from the merge gap.</summary>
    private static readonly TimeSpan Hole = TimeSpan.FromSeconds(6);

    private static readonly Symptom Api = Symptom.HighLatencyOf("api");
    private static readonly Symptom Checkout = Symptom.HighLatencyOf("checkout");
    private static readonly Symptom Search = Symptom.HighLatencyOf("search");
    private static readonly Symptom Queue = Symptom.QueueFullOf("api");

    private readonly List<string> _incidents = [];

    /// <summary>Their keys, in the order in which people were woken.</summary>
    public IReadOnlyList<string> Incidents => _incidents;

    /// <summary>Pauses within an incident that an observer of samples may take for its end.</summary>
    public int Holes { get; private set; }

    /// <summary>Pods that began to fail, over all incidents.</summary>
    public int Onsets { get; private set; }

    /// <summary>Two services at once; one of them flaps, and each is moved to another pod while it fires.</summary>
    public async Task WakeForTwoServicesAsync()
    {
        await BeginAsync(Api, "api-1");
        await BeginAsync(Checkout, "checkout-1");
        await shop.HealAsync(Api);
        await shop.BreakAsync(Api, "api-1");
        await MoveAsync(Api, "api-2");
        await MoveAsync(Checkout, "checkout-2");
    }

    /// <summary>Both services still fire, and only the other replica sees it.</summary>
    public Task LoseReplicaAsync() => shop.KillReplicaAsync();

    /// <summary>The replica comes back to an alert that it never saw begin, and one of the two is resolved.</summary>
    public async Task ResolveAfterRestartAsync()
    {
        await shop.RestartReplicaAsync(Checkout, "checkout-2");
        await shop.HealAsync(Api);
        await shop.Pager.NewestAsync(Api, post => post.IsFiring.ShouldBeFalse());
    }

    /// <summary>Another alert of the same service, and another service with the same alert.</summary>
    public async Task WakeForOthersAsync()
    {
        await BeginAsync(Queue, "api-2");
        await BeginAsync(Search, "search-1");
        await shop.Pager.NewestAsync(Checkout, post => post.FiringPods.ShouldContain("checkout-2"));
        await shop.HealAsync(Checkout);
    }

    /// <summary>The first key again, with a hole in it from one pod to the next; it stays open.</summary>
    public async Task WakeAgainAsync()
    {
        await shop.QuietAsync(Api, MergeGap + TimeSpan.FromSeconds(2));
        await BeginAsync(Api, "api-2");
        await shop.HealAsync(Api);
        await shop.QuietAsync(Api, Hole);
        Holes++;
        await MoveAsync(Api, "api-3");
    }

    private async Task BeginAsync(Symptom symptom, string pod)
    {
        _incidents.Add(symptom.Key);
        await MoveAsync(symptom, pod);
        await shop.Pager.NewestAsync(symptom, post => post.IsFiring.ShouldBeTrue());
    }

    private Task MoveAsync(Symptom symptom, string pod)
    {
        Onsets++;
        return shop.BreakAsync(symptom, pod);
    }
}
