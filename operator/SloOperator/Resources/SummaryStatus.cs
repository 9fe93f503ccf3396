using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>The worst objective's figures, for one line of a table.</summary>
internal sealed record SummaryStatus
{
    /// <summary>What is left in percent with its sign, such as "31.2%", or "unknown".</summary>
    public string? Budget { get; init; }

    [JsonPropertyName("burn1h")]
    public string? BurnOneHour { get; init; }

    public string? WorstObjective { get; init; }

    [JsonConverter(typeof(TimeJsonConverter))]
    public DateTimeOffset? ExhaustionAt { get; init; }

    /// <summary>The gate's decision; not of the worst objective alone.</summary>
    public string? Gate { get; init; }

    /// <summary>Tickets that are not closed.</summary>
    public int? OpenTickets { get; init; }
}
