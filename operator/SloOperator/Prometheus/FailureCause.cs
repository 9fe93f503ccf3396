namespace SloOperator.Prometheus;

/// <summary>Whether a failure says anything of other questions.</summary>
internal enum FailureCause
{
    /// <summary>Down, slow or no Prometheus: any question would fail.</summary>
    Endpoint,

    /// <summary>More than the endpoint's limit: half of the question may be answered.</summary>
    TooLarge,

    /// <summary>A warning: perhaps of all data, perhaps of one expression among many.</summary>
    Partial,
}
