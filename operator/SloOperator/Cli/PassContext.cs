using SloOperator.Controllers;
using SloOperator.Prometheus;

namespace SloOperator.Cli;

/// <summary>With what one evaluation is made.</summary>
/// <param name="At">The time that it is of.</param>
/// <param name="Time">Of deadlines and throttles.</param>
/// <param name="Secrets">Of the manifests.</param>
/// <param name="Open">The client of an endpoint.</param>
internal sealed record PassContext(
    DateTimeOffset At,
    TimeProvider Time,
    ISecretReader Secrets,
    Func<EndpointOptions, PrometheusClient> Open
);
