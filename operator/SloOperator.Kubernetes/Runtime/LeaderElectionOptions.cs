using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>For which lease to compete, as whom and how fast; the defaults are those of Kubernetes' own controllers.</summary>
public sealed record LeaderElectionOptions
{
    /// <summary>Created when it does not exist.</summary>
    public required ResourceName Lease { get; init; }

    /// <summary>Must differ between processes, restarts of one included: whoever has the holder's identity is the holder.</summary>
    public string Identity { get; init; } = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    /// <summary>A lease unchanged for this long is free; whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A leader that could not renew for this long has lost; the rest of <see cref="LeaseDuration"/> is for its work to stop in.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two renewals of the leader; candidates look a quarter more often, so that a takeover fits into LeaseDuration + RetryPeriod.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    internal TimeSpan CandidatePeriod => RetryPeriod * 0.75;

    // An outage that is over shortly before the deadline must be noticed before it.
    internal TimeSpan FailedPeriod => RetryPeriod / 4;

    // One request that hangs must leave time for another before the deadline.
    internal TimeSpan RequestTimeout => RenewDeadline / 2;

    internal IEnumerable<string> Problems()
    {
        if (Identity.Length == 0)
        {
            yield return "Identity is empty";
        }

        if (string.IsNullOrEmpty(Lease.Namespace) || string.IsNullOrEmpty(Lease.Name))
        {
            yield return "Lease needs a namespace and a name";
        }

        if (
            RetryPeriod <= TimeSpan.Zero
            || RenewDeadline <= RetryPeriod
            || LeaseDuration <= RenewDeadline
        )
        {
            yield return "0 < RetryPeriod < RenewDeadline < LeaseDuration does not hold";
        }

        // A Lease says it in whole seconds: with the rest cut off, others could take it before the deadline.
        if (LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return "LeaseDuration is not a whole number of seconds";
        }
    }
}
