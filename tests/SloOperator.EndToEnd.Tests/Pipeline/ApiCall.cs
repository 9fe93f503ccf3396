namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>A request to the API server and what it was answered; the query is without the question mark.</summary>
internal sealed record ApiCall(string Method, string Path, string Query, int Status)
{
    public bool IsWatch => Query.Contains("watch=", StringComparison.Ordinal);

    public bool IsList =>
        Method == "GET"
        && !IsWatch
        && (
            Path.EndsWith("/teamslos", StringComparison.Ordinal)
            || Path.EndsWith("/prometheusendpoints", StringComparison.Ordinal)
        );

    /// <summary>Of a ReliabilityTicket: made, changed or told.</summary>
    public bool IsTicketWrite =>
        Method != "GET" && Path.Contains("/reliabilitytickets", StringComparison.Ordinal);

    /// <summary>Of a TeamSLO.</summary>
    public bool IsStatusWrite =>
        Method == "PATCH"
        && Path.Contains("/teamslos/", StringComparison.Ordinal)
        && Path.EndsWith("/status", StringComparison.Ordinal);
}
