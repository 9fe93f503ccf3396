using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>What one candidate knows of the lease, and its single attempts to get or keep it.</summary>
internal sealed class LeaseKeeper(
    ResourceApi<Lease> leases,
    LeaderElectionOptions options,
    TimeProvider time
)
{
    private Lease? _seen;
    private long _unchangedSince;
    private bool _holding;

    public string? Holder => _seen?.Spec?.HolderIdentity;

    /// <summary>The decision that was carried out; <see cref="ElectionDecision.Wait"/> means that another holds the lease.</summary>
    /// <exception cref="KubeException">The server refused, or another was faster.</exception>
    public async Task<ElectionDecision> AttemptAsync(CancellationToken ct)
    {
        if (!_holding)
        {
            return await ReadAndAttemptAsync(ct);
        }

        try
        {
            // The holder knows the lease from its last write, which saves reading it each time.
            return await CarryOutAsync(new ElectionDecision.Renew(), ct);
        }
        catch (KubeException e) when (e.IsConflict || e.IsNotFound)
        {
            return await ReadAndAttemptAsync(ct);
        }
    }

    /// <summary>Lets others take the lease at once; false when it is not ours to give.</summary>
    /// <exception cref="KubeException">The server refused.</exception>
    public async Task<bool> ReleaseAsync(CancellationToken ct)
    {
        bool isKnown = _holding;
        _holding = false;
        try
        {
            if (isKnown)
            {
                return await FreeAsync(ct);
            }
        }
        catch (KubeException e) when (e.IsConflict)
        {
            // A renewal whose answer was not waited for may have been carried out.
        }

        See(await leases.GetAsync(options.Lease, ct));
        return await FreeAsync(ct);
    }

    private async Task<bool> FreeAsync(CancellationToken ct)
    {
        if (!string.Equals(Holder, options.Identity, StringComparison.Ordinal))
        {
            return false;
        }

        DateTimeOffset now = time.GetUtcNow();
        var free = new LeaseSpec
        {
            HolderIdentity = "",
            // The server wants a positive number.
            LeaseDurationSeconds = 1,
            AcquireTime = now,
            RenewTime = now,
            LeaseTransitions = _seen!.Spec!.LeaseTransitions,
        };
        See(await leases.UpdateAsync(_seen with { Spec = free }, ct));
        return true;
    }

    private async Task<ElectionDecision> ReadAndAttemptAsync(CancellationToken ct)
    {
        _holding = false;
        See(await leases.GetAsync(options.Lease, ct));
        LeaseSpec? spec = _seen is null ? null : _seen.Spec ?? new LeaseSpec();
        TimeSpan unchangedFor = time.GetElapsedTime(_unchangedSince);
        return await CarryOutAsync(
            ElectionDecision.For(spec, unchangedFor, options.Identity, options.LeaseDuration),
            ct
        );
    }

    private async Task<ElectionDecision> CarryOutAsync(
        ElectionDecision decision,
        CancellationToken ct
    )
    {
        if (decision is ElectionDecision.Wait)
        {
            return decision;
        }

        LeaseSpec mine = Mine(decision);
        See(
            decision is ElectionDecision.Create
                ? await leases.CreateAsync(new Lease { Metadata = NewMetadata(), Spec = mine }, ct)
                : await leases.UpdateAsync(_seen! with { Spec = mine }, ct)
        );
        _holding = true;
        return decision;
    }

    private LeaseSpec Mine(ElectionDecision decision)
    {
        DateTimeOffset now = time.GetUtcNow();
        LeaseSpec former = _seen?.Spec ?? new LeaseSpec();
        bool renewed = decision is ElectionDecision.Renew;
        int transitions = former.LeaseTransitions ?? 0;
        return new LeaseSpec
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)options.LeaseDuration.TotalSeconds,
            AcquireTime = renewed ? former.AcquireTime : now,
            RenewTime = now,
            LeaseTransitions = decision is ElectionDecision.Take ? transitions + 1 : transitions,
        };
    }

    private ObjectMeta NewMetadata() =>
        new() { Name = options.Lease.Name, Namespace = options.Lease.Namespace };

    private void See(Lease? lease)
    {
        // Only a change of the record is a sign of life; a label put on it is not.
        if (_seen is null || lease?.Spec != _seen.Spec)
        {
            _unchangedSince = time.GetTimestamp();
        }

        _seen = lease;
    }
}
