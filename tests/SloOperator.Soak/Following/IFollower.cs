using SloOperator.Kubernetes.Api;

namespace SloOperator.Soak.Following;

/// <summary>A reflector, its store, a queue and a loop over one kind, put together as in a controller.</summary>
internal interface IFollower
{
    /// <summary>Completes when the first list is in the store.</summary>
    Task Synced { get; }

    int Reconciles { get; }

    /// <summary>What the store holds now.</summary>
    IReadOnlyDictionary<ResourceName, Seen> Store { get; }

    /// <summary>Until cancelled.</summary>
    Task RunAsync(CancellationToken ct);

    /// <summary>What is wrong when <paramref name="server"/> is all there is; null when nothing is.</summary>
    string? Difference(IReadOnlyDictionary<ResourceName, Seen> server);
}
