using System.Globalization;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Resources;

/// <summary>Gives null, with every problem recorded, when the objective cannot be used.</summary>
internal static class ObjectiveMapper
{
    private const string PlainNumber = "0.############################";

    /// <param name="spec">As written.</param>
    /// <param name="field">Where.</param>
    /// <param name="rules">What selectors may not set, and the policy that will watch it; null: that one cannot be used, and says so itself.</param>
    public static MeasuredObjective? Map(
        ObjectiveSpec? spec,
        SpecField field,
        (SelectorRules Selectors, BudgetPolicy? Policy) rules
    )
    {
        if (spec is null)
        {
            field.Refuse("is empty; write an objective or remove the entry");
            return null;
        }

        string? name = field["name"].ReadDnsLabel(spec.Name);
        Target? target = ReadWatchableTarget(spec.Target, rules.Policy, field["target"]);
        bool timed = TryMapMethod(spec, field, out TimesliceRule? slice);
        long? minimum = field["minimumEvents"]
            .ReadNumber(spec.MinimumEvents ?? 0, 0, long.MaxValue);
        Indicator? indicator = IndicatorMapper.Map(
            spec.Indicator,
            field["indicator"],
            rules.Selectors
        );
        return
            name is not null
            && target is { } share
            && timed
            && minimum is { } fewest
            && indicator is not null
            ? new MeasuredObjective(new Objective(name, share, slice, fewest), indicator)
            : null;
    }

    private static Target? ReadWatchableTarget(string? text, BudgetPolicy? policy, SpecField field)
    {
        if (field.ReadTarget(text) is not { } target)
        {
            return null;
        }

        (string Name, BurnTier Burn)[] unreachable =
        [
            .. BurnTiersOf(policy).Where(tier => !tier.Burn.IsReachable(target)),
        ];
        foreach ((string name, BurnTier burn) in unreachable)
        {
            field.Refuse(Unreachable(name, burn, target, policy!.Name));
        }

        return unreachable.Length == 0 ? target : null;
    }

    private static IEnumerable<(string Name, BurnTier Burn)> BurnTiersOf(BudgetPolicy? policy) =>
        from tier in policy?.Tiers ?? []
        let burning = tier.When as TierCondition.Burning
        where burning is not null
        select (tier.Name, new BurnTier(burning.Short.Length, burning.Long.Length, burning.Above));

    private static string Unreachable(string name, BurnTier tier, Target target, string policy)
    {
        string above = Plain(tier.Above);
        string windows = $"{PromDuration.Format(tier.Short)}/{PromDuration.Format(tier.Long)}";
        string needed = Plain(tier.Above * target.AllowedRatio);
        string limit = Plain(decimal.Round(100m - (100m / tier.Above), 6, MidpointRounding.ToZero));
        return $"\"{target}\" cannot be watched by the tier \"{name}\" of the policy \"{policy}\", burn {above} ({windows}): "
            + $"{above} × {Plain(target.AllowedRatio)} = {needed}, and no error ratio exceeds 1; use a target above {limit} or another policy";
    }

    private static string Plain(decimal number) =>
        number.ToString(PlainNumber, CultureInfo.InvariantCulture);

    /// <summary>True with a null rule is Occurrences.</summary>
    private static bool TryMapMethod(ObjectiveSpec spec, SpecField field, out TimesliceRule? rule)
    {
        rule = spec.Timeslice is null ? null : MapTimeslice(spec.Timeslice, field["timeslice"]);
        bool? sliced = field["method"]
            .ReadChoice(spec.Method ?? "Occurrences", ("Occurrences", false), ("Timeslices", true));
        switch (sliced)
        {
            case true when spec.Timeslice is null:
                field["timeslice"]
                    .Refuse(
                        "is missing; method Timeslices needs it, such as {length: 5m, target: \"99\"}"
                    );
                return false;
            case false when spec.Timeslice is not null:
                field["timeslice"]
                    .Refuse(
                        "is for method Timeslices alone; write that method or remove timeslice"
                    );
                return false;
            default:
                return sliced is { } known && known == rule is not null;
        }
    }

    private static TimesliceRule? MapTimeslice(TimesliceSpec spec, SpecField field)
    {
        Target? target = field["target"].ReadTarget(spec.Target);
        TimeSpan? length = ReadSliceLength(spec.Length, field["length"]);
        return target is { } share && length is { } usable
            ? new TimesliceRule(usable, share)
            : null;
    }

    private static TimeSpan? ReadSliceLength(string? text, SpecField field)
    {
        const string Wanted = "write one of 5m, 10m, 15m, 20m, 30m, 1h";
        if (
            PrometheusDuration.TryParse(text, out TimeSpan length)
            && TimesliceRule.IsUsableLength(length)
        )
        {
            return length;
        }

        field.Refuse(
            string.IsNullOrEmpty(text)
                ? $"is missing; {Wanted}"
                : $"{Found.Quote(text)} cannot be a slice; {Wanted}"
        );
        return null;
    }
}
