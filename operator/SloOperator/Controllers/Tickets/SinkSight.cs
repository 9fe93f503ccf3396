namespace SloOperator.Controllers.Tickets;

/// <summary>What is known of a ticket's sink now.</summary>
internal abstract record SinkSight
{
    private SinkSight() { }

    /// <summary>Tickets stay where they are: <c>kubectl get tickets</c>.</summary>
    internal sealed record None : SinkSight;

    /// <param name="Traits">What it can do.</param>
    /// <param name="Version">Of options and credential; null: the credential cannot be read.</param>
    internal sealed record Usable(SinkTraits Traits, string? Version) : SinkSight;

    internal sealed record Unusable(string Problem) : SinkSight;
}
