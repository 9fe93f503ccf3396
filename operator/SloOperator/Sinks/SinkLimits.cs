using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks;

/// <summary>How often a sink may be called.</summary>
internal static class SinkLimits
{
    /// <summary>A TicketSink may ask for less than its vendor allows, never for more.</summary>
    public static SinkTraits Of(SinkOptions options, SinkTraits vendor) =>
        vendor with
        {
            PerMinute = Math.Min(options.PerMinute ?? vendor.PerMinute, vendor.PerMinute),
            PerHour = options.PerHour is { } asked
                ? Math.Min(asked, vendor.PerHour ?? asked)
                : vendor.PerHour,
        };
}
