using SloOperator.Domain.Tickets;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Terms as a ticket carries them, so that it outlives its policy; what cannot be read is the default.</summary>
internal static class TicketTermsText
{
    public static TicketTermsSpec Write(TicketTerms terms) =>
        new()
        {
            Sink = terms.Sink,
            ReopenWithin = DurationText.Of(terms.ReopenWithin),
            RecoveryHold = DurationText.Of(terms.RecoveryHold),
            OnRecovery = terms.OnRecovery.ToString(),
            CommentEvery = DurationText.Of(terms.CommentEvery),
            MaxOpenPerTeam = terms.MaxOpenPerTeam,
        };

    public static TicketTerms Read(TicketTermsSpec? spec)
    {
        var usual = new TicketTerms();
        return new TicketTerms
        {
            Sink = spec?.Sink ?? usual.Sink,
            ReopenWithin = Duration(spec?.ReopenWithin, usual.ReopenWithin),
            RecoveryHold = Duration(spec?.RecoveryHold, usual.RecoveryHold),
            OnRecovery = Words.Read(spec?.OnRecovery, usual.OnRecovery),
            CommentEvery = Duration(spec?.CommentEvery, usual.CommentEvery),
            MaxOpenPerTeam = spec?.MaxOpenPerTeam ?? usual.MaxOpenPerTeam,
        };
    }

    private static TimeSpan Duration(string? text, TimeSpan usual) =>
        PrometheusDuration.TryParse(text, out TimeSpan duration) || text == "0s" ? duration : usual;
}
