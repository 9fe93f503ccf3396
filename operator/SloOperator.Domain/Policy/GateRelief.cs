using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;

namespace SloOperator.Domain.Policy;

/// <summary>When a closed gate opens by itself: when the last of what closes it is over.</summary>
internal static class GateRelief
{
    /// <summary>A spent budget is relieved by anything that is left.</summary>
    private const decimal Anything = 0.000000001m;

    /// <summary>Of a load, and of data that are missing, nobody can say when they are over.</summary>
    public static GateVerdict Add(GateVerdict verdict, PolicyFacts facts, GateFacts gate)
    {
        var reliefs = new List<(string Objective, Relief Relief)>();
        foreach (TierMatch match in gate.Denying)
        {
            if (match.Objective is { } objective)
            {
                reliefs.Add((match.ObjectiveName!, Of(match.Tier, objective, facts.Window)));
            }
        }

        bool isForeseen =
            gate.Closing.All(closing => reliefs.Any(one => one.Objective == closing))
            && reliefs.TrueForAll(one => one.Relief.At is not null);
        return verdict with
        {
            NextRelief = isForeseen ? reliefs.Max(one => one.Relief.At) : null,
            DetailWanted =
            [
                .. reliefs
                    .Where(one => one.Relief.HourWanted is not null)
                    .Select(one => (one.Objective, one.Relief.HourWanted!.Value))
                    .Distinct(),
            ],
        };
    }

    private static Relief Of(PolicyTier tier, ObjectiveFacts facts, BudgetWindow window) =>
        tier.When switch
        {
            TierCondition.BudgetBelow below => ReliefForecast.OfBudget(
                facts.Assessment.Objective,
                window,
                facts.Reading,
                facts.Excluded,
                tier.ClearAbove ?? (below.Remaining == 0 ? Anything : below.Remaining)
            ),
            TierCondition.Burning burning => ReliefForecast.OfBurn(
                facts.Assessment.Objective,
                facts.Reading,
                facts.Excluded,
                new BurnTier(burning.Short.Length, burning.Long.Length, burning.Above)
            ),
            _ => default,
        };
}
