namespace SloOperator.Resources.Tickets;

/// <summary>Every problem of a TicketSink that can be told without asking it.</summary>
internal static class TicketSinkValidator
{
    /// <param name="sink">As written.</param>
    /// <param name="allowPrivate">As the operator runs: whether http and addresses of this machine will do.</param>
    public static IReadOnlyList<Problem> Validate(TicketSink sink, bool allowPrivate) =>
        new TicketSinkMapper(allowPrivate).Map(sink).Problems;
}
