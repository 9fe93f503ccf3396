namespace SloOperator.Prometheus;

/// <summary>How much of an endpoint the operator may use, and how much of an answer it takes.</summary>
/// <param name="Concurrency">Requests in flight at once.</param>
/// <param name="QueriesPerSecond">Mean rate; up to one second's worth may go at once.</param>
/// <param name="Timeout">For the whole exchange, the last byte of the body included.</param>
/// <param name="MaxResponseBytes">Counted after decompression.</param>
internal sealed record EndpointLimits(
    int Concurrency,
    int QueriesPerSecond,
    TimeSpan Timeout,
    long MaxResponseBytes
)
{
    /// <summary>Those of the PrometheusEndpoint schema: 4, 20, 10 s, 8 MiB.</summary>
    public static EndpointLimits Default { get; } = new(4, 20, TimeSpan.FromSeconds(10), 8L << 20);
}
