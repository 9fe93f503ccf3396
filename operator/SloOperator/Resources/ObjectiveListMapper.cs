using SloOperator.Domain.Policy;

namespace SloOperator.Resources;

/// <summary>What can be used of a list of objectives; the list as a whole is usable only when no problem was recorded.</summary>
internal static class ObjectiveListMapper
{
    private const int Most = 20;

    public static IReadOnlyList<MeasuredObjective> Map(
        IReadOnlyList<ObjectiveSpec?>? specs,
        SpecField field,
        (SelectorRules Selectors, BudgetPolicy? Policy) rules
    )
    {
        if (specs is null or { Count: 0 })
        {
            field.Refuse($"is empty; write 1 to {Most} objectives");
            return [];
        }

        if (specs.Count > Most)
        {
            field.Refuse(
                $"has {specs.Count} entries; at most {Most} are allowed, split the rest into another TeamSLO"
            );
        }

        RefuseRepeatedNames(specs, field);
        // Of a list too long only so many are looked at: the problems go into a status.
        return
        [
            .. specs
                .Take(Most)
                .Select((spec, index) => ObjectiveMapper.Map(spec, field[index], rules))
                .OfType<MeasuredObjective>(),
        ];
    }

    private static void RefuseRepeatedNames(IReadOnlyList<ObjectiveSpec?> specs, SpecField field)
    {
        Dictionary<string, int> first = [];
        for (int i = 0; i < Math.Min(specs.Count, Most); i++)
        {
            if (specs[i]?.Name is { Length: > 0 } name && !first.TryAdd(name, i))
            {
                field[i]
                    ["name"]
                    .Refuse(
                        $"{Found.Quote(name)} is taken by objectives[{first[name]}]; names are unique"
                    );
            }
        }
    }
}
