using SloOperator.Domain.Tickets;

namespace SloOperator.Resources.Tickets;

/// <summary>Gives null, with every problem recorded, when the terms cannot be used.</summary>
internal static class TicketTermsMapper
{
    public static TicketTerms? Map(TicketTermsSpec? spec, SpecField field)
    {
        TicketTermsSpec written = spec ?? new TicketTermsSpec();
        string? sink = field["sink"].ReadObjectName(written.Sink ?? "default");
        TimeSpan? reopen = field["reopenWithin"]
            .ReadDuration(written.ReopenWithin ?? "7d", "0s", "90d");
        TimeSpan? hold = field["recoveryHold"]
            .ReadDuration(written.RecoveryHold ?? "24h", "0s", "30d");
        RecoveryAction? action = field["onRecovery"]
            .ReadChoice(
                written.OnRecovery ?? "Comment",
                ("Comment", RecoveryAction.Comment),
                ("Close", RecoveryAction.Close),
                ("Nothing", RecoveryAction.Nothing)
            );
        TimeSpan? pause = field["commentEvery"]
            .ReadDuration(written.CommentEvery ?? "6h", "10m", "30d");
        long? most = field["maxOpenPerTeam"].ReadNumber(written.MaxOpenPerTeam ?? 5, 1, 100);
        if (
            sink is null
            || reopen is not { } again
            || hold is not { } stays
            || action is not { } recovery
            || pause is not { } between
            || most is not { } open
        )
        {
            return null;
        }

        return new TicketTerms
        {
            Sink = sink,
            ReopenWithin = again,
            RecoveryHold = stays,
            OnRecovery = recovery,
            CommentEvery = between,
            MaxOpenPerTeam = (int)open,
        };
    }
}
