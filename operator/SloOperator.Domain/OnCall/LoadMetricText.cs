using System.Globalization;

namespace SloOperator.Domain.OnCall;

/// <summary>How figures of a load are named and written for people; coarse, so that a sentence changes only when there is something to say.</summary>
public static class LoadMetricText
{
    /// <summary>As the field of the spec and of the status is named.</summary>
    public static string Name(LoadMetric metric)
    {
        string name = metric.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>With one decimal, shares in percent.</summary>
    public static string Write(LoadMetric metric, decimal figure) =>
        IsShare(metric)
            ? (figure * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %"
            : figure.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>As it was written: a threshold is the user's own number.</summary>
    public static string WriteThreshold(LoadMetric metric, decimal threshold) =>
        IsShare(metric)
            ? (threshold * 100).ToString("0.######", CultureInfo.InvariantCulture) + " %"
            : threshold.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>What a figure says of its threshold; only for one that is above its warning or over its limit.</summary>
    public static string Exceeded(LoadMetric metric, LoadThresholds thresholds, decimal figure)
    {
        LoadThreshold threshold = thresholds[metric];
        (string words, decimal bound) =
            threshold.Judge(figure) == LoadLevel.OverLimit
                ? ("over its limit of", threshold.Limit!.Value)
                : ("above its warning of", threshold.Warn!.Value);
        return $"{Name(metric)} is {Write(metric, figure)}, {words} {WriteThreshold(metric, bound)}";
    }

    private static bool IsShare(LoadMetric metric) =>
        metric
            is LoadMetric.ShiftsOverBudget
                or LoadMetric.TransientShare
                or LoadMetric.OnCallShare;
}
