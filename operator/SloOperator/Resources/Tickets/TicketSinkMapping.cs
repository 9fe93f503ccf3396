using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Resources.Tickets;

/// <summary>A usable sink, or every problem that keeps it from being so; never both.</summary>
internal sealed record TicketSinkMapping(SinkOptions? Options, IReadOnlyList<Problem> Problems)
{
    [MemberNotNullWhen(true, nameof(Options))]
    public bool IsUsable => Options is not null;
}
