using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;

namespace SloOperator.Resources.Policy;

/// <summary>Gives null, with every problem of every condition written recorded, unless exactly one is written and can be used.</summary>
internal static class TierConditionMapper
{
    private const string Wanted = "exactly one of budgetRemainingBelow, burnRate and pageLoad";

    public static TierCondition? Map(TierConditionSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            field.Refuse($"is missing; write {Wanted}, such as {{budgetRemainingBelow: \"0.25\"}}");
            return null;
        }

        List<(string Name, TierCondition? Condition)> written = [];
        if (spec.BudgetRemainingBelow is { } remaining)
        {
            written.Add(("budgetRemainingBelow", Below(remaining, field["budgetRemainingBelow"])));
        }

        if (spec.BurnRate is { } rate)
        {
            written.Add(("burnRate", Burning(rate, field["burnRate"])));
        }

        if (spec.PageLoad is { } load)
        {
            written.Add(("pageLoad", Load(load, field["pageLoad"])));
        }

        if (written.Count == 1)
        {
            return written[0].Condition;
        }

        string found =
            written.Count == 0 ? "none" : string.Join(", ", written.Select(each => each.Name));
        field.Refuse($"needs {Wanted}, found {found}");
        return null;
    }

    private static TierCondition.BudgetBelow? Below(string text, SpecField field) =>
        field.ReadRatio(text) is { } remaining ? new TierCondition.BudgetBelow(remaining) : null;

    private static TierCondition.Burning? Burning(BurnRateSpec spec, SpecField field)
    {
        BurnWindow? recent = ReadWindow(spec.Short, field["short"]);
        BurnWindow? whole = ReadWindow(spec.Long, field["long"]);
        decimal? above = field["above"].ReadBurnRate(spec.Above);
        return recent is not null && whole is not null && above is { } rate
            ? new TierCondition.Burning(recent, whole, rate)
            : null;
    }

    private static BurnWindow? ReadWindow(string? text, SpecField field)
    {
        BurnWindow? window = BurnWindow.All.FirstOrDefault(known => known.Name == text);
        if (window is null)
        {
            string found = string.IsNullOrEmpty(text)
                ? "is missing"
                : $"{Found.Quote(text)} is no window of burn rates";
            string names = string.Join(", ", BurnWindow.All.Select(known => known.Name));
            field.Refuse($"{found}; write one of {names}");
        }

        return window;
    }

    private static TierCondition.PageLoad? Load(string text, SpecField field) =>
        field.ReadChoice(text, ("Warn", LoadLevel.Warn), ("OverLimit", LoadLevel.OverLimit))
            is { } level
            ? new TierCondition.PageLoad(level)
            : null;
}
