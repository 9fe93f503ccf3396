namespace SloOperator.Telemetry;

/// <summary>What a part that is not ok means for the program as a whole.</summary>
internal enum HealthScope
{
    /// <summary>Shown, and changes neither answer.</summary>
    Note,

    /// <summary>/readyz says 503.</summary>
    Ready,

    /// <summary>/readyz and /healthz say 503: the program should be restarted.</summary>
    Live,
}
