namespace SloOperator.Domain.Budgets;

/// <summary>What can be said of an objective's budget; only <see cref="Measured"/> and <see cref="NoTraffic"/> can be healthy.</summary>
public enum Verdict
{
    /// <summary>Events were counted; an absent error series counts as zero errors.</summary>
    Measured,

    /// <summary>The total is there and 0 over the whole window: nothing was promised to anybody, the budget is whole.</summary>
    NoTraffic,

    /// <summary>There is no total: frozen at the last bucket that had one, unknown if none ever had.</summary>
    MetricAbsent,

    /// <summary>What Prometheus holds cannot be counts of one thing: more bad than total, NaN, ±Inf, several series. Unknown.</summary>
    Inconsistent,

    /// <summary>Prometheus gives no usable answer: the last good figures, which may no longer be true.</summary>
    Stale,

    /// <summary>Fewer events than the objective's minimum: shown, but nobody acts on it.</summary>
    TooFewEvents,
}
