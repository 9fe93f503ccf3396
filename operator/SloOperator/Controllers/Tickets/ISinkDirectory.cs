using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Which TicketSinks there are, and who may use them.</summary>
internal interface ISinkDirectory
{
    /// <summary>A TicketSink was added, changed or removed; its name alone.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    event Action<string>? Changed;

    /// <summary>Completes when all that there are were read; before, none is known to be missing.</summary>
    Task Synced { get; }

    SinkLookup Find(string name, string tenantNamespace);

    /// <summary>What came of looking for a sink.</summary>
    internal abstract record SinkLookup
    {
        private SinkLookup() { }

        internal sealed record Usable(SinkOptions Options) : SinkLookup;

        /// <summary>No sink is named and there is no "default": tickets stay in the cluster.</summary>
        internal sealed record NoneNeeded : SinkLookup;

        /// <summary>It is unknown, forbidden for the namespace (told the same), or wrong; what must be changed where.</summary>
        internal sealed record Unusable(string Problem) : SinkLookup;
    }
}
