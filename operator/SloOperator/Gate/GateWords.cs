using SloOperator.Controllers.Tickets.Text;

namespace SloOperator.Gate;

/// <summary>A gate's answer as people read it at a door that shows one line. Pure.</summary>
internal static class GateWords
{
    /// <summary>Reason and message, and when it opens by itself, where that is known.</summary>
    public static string Line(GateAnswer answer)
    {
        string text = $"{answer.Reason}: {answer.Message}";
        return answer.NextRelief is { } relief ? $"{text} {Relief("It opens", relief)}" : text;
    }

    /// <summary>A sentence that begins with who opens.</summary>
    public static string Relief(string who, DateTimeOffset relief) =>
        $"{who} by itself at {TicketFigures.Utc(relief)} if the last hours go on.";
}
