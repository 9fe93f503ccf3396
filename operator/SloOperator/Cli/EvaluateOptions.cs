namespace SloOperator.Cli;

/// <summary>One pass over manifests.</summary>
/// <param name="Path">A file or folder.</param>
/// <param name="PrometheusUrl">Stands in for the endpoint named default; null: nothing does.</param>
/// <param name="At">The time to evaluate at; null: now.</param>
/// <param name="AsJson">JSON instead of a table.</param>
internal sealed record EvaluateOptions(
    string Path,
    Uri? PrometheusUrl,
    DateTimeOffset? At,
    bool AsJson
);
