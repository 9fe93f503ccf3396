namespace SloOperator.Resources;

/// <summary>Every problem of a TeamSLO that can be told without its endpoint.</summary>
internal static class TeamSloValidator
{
    public static IReadOnlyList<Problem> Validate(TeamSlo slo) =>
        new TeamSloMapper(AnyEndpoint).Map(slo).Problems;

    /// <summary>Stands for whatever endpoint is named: it exists, is open to everybody and enforces nothing.</summary>
    private static Decoded<PrometheusEndpoint> AnyEndpoint(string name) => Stand;
}
