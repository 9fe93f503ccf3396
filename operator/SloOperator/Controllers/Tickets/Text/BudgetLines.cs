using System.Globalization;
using SloOperator.Domain.Budgets;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>A budget in figures: what is left, how it goes on, where it went.</summary>
internal static class BudgetLines
{
    private const int MostEpisodes = 5;
    private const int MostExclusions = 5;

    private static readonly string[] Trend = ["5m", "1h", "6h", "3d"];

    public static IEnumerable<(string Label, string Text)> Of(BudgetSubject subject)
    {
        if (!subject.Assessment.IsFresh)
        {
            yield return ("Data", Lack(subject.Assessment.Verdict));
        }

        if (subject.Assessment.Figures is not { } figures)
        {
            yield break;
        }

        yield return ("Budget left", Left(figures));
        yield return ("Measured", Measured(subject, figures));
        yield return ("Trend", TrendOf(figures));
        foreach ((string, string) line in Later(subject, figures))
        {
            yield return line;
        }
    }

    private static IEnumerable<(string Label, string Text)> Later(
        BudgetSubject subject,
        BudgetFigures figures
    )
    {
        if (figures.ExhaustionAt is { } exhausted)
        {
            yield return ("Spent at", $"{TicketFigures.Utc(exhausted)}, if the last hours go on");
        }

        if (subject.Episodes.Count > 0)
        {
            yield return ("Where it went", Episodes(subject.Episodes));
        }

        if (figures.Excluded > TimeSpan.Zero)
        {
            yield return ("Excluded", Excluded(figures));
        }
    }

    private static string Left(BudgetFigures figures)
    {
        string left = Remaining(figures.Remaining);
        if (figures.Remaining <= 0)
        {
            return left;
        }

        string more =
            $"{left}; {TicketFigures.Count(decimal.Floor(figures.BadLeft))} more may fail";
        return figures.MinutesLeft is { } minutes
            ? $"{more}, which is an outage of {minutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes at the usual traffic"
            : more;
    }

    private static string Remaining(decimal ratio) =>
        ratio < 0
            ? $"none, and {TicketFigures.Percent(decimal.Ceiling(-ratio * 1000m) / 1000m)} more than there was is spent"
            : $"{TicketFigures.Percent(ratio)} of the whole";

    private static string Measured(BudgetSubject subject, BudgetFigures figures)
    {
        string what = subject.Assessment.Objective.Timeslice is null ? "events" : "slices";
        string good = figures.Sli is { } sli ? $"{TicketFigures.Share(sli)} good; " : "";
        string whole = figures.IsShortOfHistory
            ? $", measured since {TicketFigures.Utc(figures.MeasuredSince)} only"
            : "";
        return $"{good}{TicketFigures.Count(figures.BadEvents)} of {TicketFigures.Count(figures.TotalEvents)} {what} were bad in {TicketFigures.Window(subject.Window)}{whole}; as of {TicketFigures.Utc(figures.EvaluatedAt)}";
    }

    private static string TrendOf(BudgetFigures figures)
    {
        IEnumerable<string> rates = figures
            .Burn.Where(burn => Trend.Contains(burn.Window.Name, StringComparer.Ordinal))
            .Select(burn => $"{TicketFigures.Rate(burn.Rate)} over {burn.Window.Name}");
        return $"burns {string.Join(", ", rates)}; 1 spends the whole budget in exactly its window";
    }

    private static string Episodes(IReadOnlyList<ContributingEpisode> episodes) =>
        string.Join(
            "; ",
            episodes
                .Take(MostEpisodes)
                .Select(episode =>
                    $"{TicketFigures.Percent(episode.Share)} from {TicketFigures.Utc(episode.Start)} to {TicketFigures.Utc(episode.End)}"
                )
        );

    private static string Excluded(BudgetFigures figures)
    {
        string[] names = [.. figures.Returned.Keys.Order(StringComparer.Ordinal)];
        string by = names.Length switch
        {
            0 => "",
            > MostExclusions => $" by {names.Length} exceptions",
            _ => $" by {TicketFigures.And(names)}",
        };
        return $"{TicketFigures.Duration(figures.Excluded)} of the window{by}; without that there would be left: {Remaining(figures.RemainingRaw)}";
    }

    private static string Lack(Verdict verdict) =>
        verdict switch
        {
            Verdict.Stale =>
                "Prometheus gives no usable answer; the figures are the last that were good",
            Verdict.MetricAbsent => "the metric is absent from Prometheus",
            _ => "what Prometheus holds cannot be counts of one thing",
        };
}
