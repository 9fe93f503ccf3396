namespace SloOperator.Prometheus;

/// <summary>Everything needed to ask one Prometheus API, equal by value: an equal one needs no new client.</summary>
/// <param name="Name">The PrometheusEndpoint's name, as messages and metrics show it.</param>
/// <param name="Url">Absolute http or https; its path is a prefix kept before /api/v1.</param>
internal sealed record EndpointOptions(string Name, Uri Url)
{
    public IReadOnlyList<HeaderTemplate> Headers { get; init; } = [];

    public EndpointAuth Auth { get; init; } = new EndpointAuth.None();

    public EndpointTls Tls { get; init; } = EndpointTls.Default;

    /// <summary>How far behind now queries are evaluated, so that scrapes and remote writes have arrived.</summary>
    public TimeSpan EvaluationDelay { get; init; } = TimeSpan.FromSeconds(30);

    public EndpointLimits Limits { get; init; } = EndpointLimits.Default;

    public bool Equals(EndpointOptions? other) =>
        other is not null
        && (Name, Url, Auth, Tls, EvaluationDelay, Limits)
            == (other.Name, other.Url, other.Auth, other.Tls, other.EvaluationDelay, other.Limits)
        && Headers.SequenceEqual(other.Headers);

    public override int GetHashCode() =>
        HashCode.Combine(Name, Url, Auth, Tls, EvaluationDelay, Limits, Headers.Count);
}
