namespace SloOperator.Prometheus;

/// <summary>An endpoint cannot be asked, or its answer not taken, for a reason found on this side; never leaves the client.</summary>
/// <param name="reason">Fit for a status.</param>
/// <param name="cause">What the same endpoint may be asked instead.</param>
internal sealed class EndpointException(string reason, FailureCause cause = FailureCause.Endpoint)
    : Exception(reason)
{
    public FailureCause Cause { get; } = cause;
}
