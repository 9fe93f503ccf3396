namespace SloOperator.Pagers.Opsgenie;

/// <summary>What every reading of one account shares.</summary>
internal sealed record OpsgenieSession(
    PagerClient Client,
    OpsgenieDialect Dialect,
    PagerOptions Options
);
