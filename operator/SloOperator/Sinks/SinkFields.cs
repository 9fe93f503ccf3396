using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks;

/// <summary>Names what to change, for reasons.</summary>
internal static class SinkFields
{
    /// <summary>Of "project": TicketSink payments: spec.project.</summary>
    public static string Field(this SinkOptions options, string name) =>
        $"TicketSink {options.Name}: spec.{name}";
}
