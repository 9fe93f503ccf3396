namespace SloOperator.Kubernetes.Runtime;

/// <summary>What a candidate may do with a lease, from nothing but what it has seen and how long ago by its own clock.</summary>
internal abstract record ElectionDecision
{
    private ElectionDecision() { }

    /// <summary>There is no lease.</summary>
    public sealed record Create : ElectionDecision;

    /// <summary>Nobody holds it, or the holder let it expire.</summary>
    public sealed record Take : ElectionDecision;

    /// <summary>It is ours.</summary>
    public sealed record Renew : ElectionDecision;

    /// <summary>Another holds it.</summary>
    /// <param name="Left">Until it expires, if it does not change before.</param>
    public sealed record Wait(TimeSpan Left) : ElectionDecision;

    /// <param name="lease">As last read, null when it does not exist.</param>
    /// <param name="unchangedFor">Local monotonic time since <paramref name="lease"/> was first seen as it is; the times written in it are another machine's.</param>
    /// <param name="self">Our identity.</param>
    /// <param name="lifetime">Of a lease that does not say how long it is valid.</param>
    public static ElectionDecision For(
        LeaseSpec? lease,
        TimeSpan unchangedFor,
        string self,
        TimeSpan lifetime
    )
    {
        if (lease is null)
        {
            return new Create();
        }

        if (string.IsNullOrEmpty(lease.HolderIdentity))
        {
            return new Take();
        }

        if (string.Equals(lease.HolderIdentity, self, StringComparison.Ordinal))
        {
            return new Renew();
        }

        TimeSpan left = lease.Lifetime(lifetime) - unchangedFor;
        return left <= TimeSpan.Zero ? new Take() : new Wait(left);
    }
}
