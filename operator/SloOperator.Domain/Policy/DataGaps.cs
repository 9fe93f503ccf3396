namespace SloOperator.Domain.Policy;

/// <summary>Finds the objectives that have had no usable data; the one rule that absence itself is the signal of.</summary>
internal static class DataGaps
{
    public const string Name = "NoData";

    public static IReadOnlyList<GapMatch> Of(PolicyFacts facts, TierMemory memory)
    {
        if (facts.Policy.NoData is not { } rule)
        {
            return [];
        }

        var gaps = new List<GapMatch>();
        foreach (ObjectiveFacts objective in facts.Objectives)
        {
            var key = new TierKey(Name, objective.Assessment.Objective.Name);
            if (
                memory.Next(key, TierSignal.Of(!objective.Assessment.IsFresh), rule.For) is
                { } state
            )
            {
                gaps.Add(new GapMatch(objective, state));
            }
        }

        return gaps;
    }
}
