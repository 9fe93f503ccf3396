using SloOperator.Domain.Policy;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>What the gate says now, and until when.</summary>
internal static class GateLines
{
    public static IEnumerable<(string Label, string Text)> Of(TicketSubject subject)
    {
        if (subject.Gate is not { } gate)
        {
            yield break;
        }

        yield return (
            "Deployments",
            $"{Word(gate)} since {TicketFigures.Utc(gate.Since)}: {gate.Message}"
        );
        if (gate.Exception is { } exception)
        {
            yield return (
                "Exception",
                $"BudgetException {exception} lets changes through that would be stopped"
            );
        }

        if (gate.NextRelief is { } relief)
        {
            yield return ("Next relief", $"{TicketFigures.Utc(relief)}, if the last hours go on");
        }
    }

    private static string Word(GateVerdict gate) =>
        gate.Decision switch
        {
            GateDecision.Allow => "allowed",
            GateDecision.Warn => "allowed with a warning",
            GateDecision.Deny => "denied",
            _ => gate.IsAllowed ? "not judged, allowed" : "not judged, denied",
        };
}
