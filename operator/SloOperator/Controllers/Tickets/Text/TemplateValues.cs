using SloOperator.Domain.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>The names that a template may use, and no others.</summary>
internal sealed class TemplateValues(TicketSubject subject, TicketIntent intent)
{
    /// <summary>Longer words are no names.</summary>
    private const int Longest = 300;

    public static IReadOnlyList<string> Names { get; } =
    ["allowed", "minimum", "objective", "promise", "service", "since", "team", "window"];

    public static IReadOnlyList<string> Sections { get; } = ["Check", "Policy", "Status"];

    /// <exception cref="ArgumentException">It is not in the list.</exception>
    public string this[string name] =>
        OneLine.Cut(
            name switch
            {
                "allowed" => Budget is { } budget
                    ? TicketFigures.Exact(100m - budget.Assessment.Objective.Target.Percent)
                    : "",
                "minimum" => TicketFigures.Percent(subject.Policy.SingleIncident?.Above ?? 0m),
                "objective" => intent.Objective ?? "",
                "promise" => Budget is { } budget ? Promise(budget) : "",
                "service" => subject.Name,
                "since" => TicketFigures.Utc(intent.Since),
                "team" => subject.Team,
                "window" => Window,
                _ => throw new ArgumentException($"A template may not use {name}.", nameof(name)),
            },
            Longest
        );

    /// <exception cref="ArgumentException">It is not in the list.</exception>
    public IEnumerable<MarkupBlock> Section(string name) =>
        name switch
        {
            "Check" => CheckSection.Of(subject),
            "Policy" => PolicySection.Of(subject.Policy, intent.Cause),
            "Status" => StatusSection.Of(subject, intent),
            _ => throw new ArgumentException($"A template may not use {name}.", nameof(name)),
        };

    private BudgetSubject? Budget => subject.Budget;

    private string Window =>
        (subject.Budget, subject.Load) switch
        {
            ({ } budget, _) => TicketFigures.Window(budget.Window),
            (_, { Assessment.Figures.Window: var window }) =>
                $"the last {TicketFigures.Duration(window.End - window.Start)}",
            _ => "its window",
        };

    private static string Promise(BudgetSubject budget)
    {
        string target = TicketFigures.Exact(budget.Assessment.Objective.Target.Percent);
        return budget.Assessment.Objective.Timeslice is { } slices
            ? $"{target} of all {TicketFigures.Duration(slices.Length)} long slices of time are good"
            : $"{target} of all events are good";
    }
}
