namespace SloOperator.Prometheus;

/// <summary>An endpoint cannot be asked, or its answer not taken, for a reason found on this side; never leaves the client.</summary>
/// <param name="reason">Fit for a status.</param>
internal sealed class EndpointException(string reason) : Exception(reason);
