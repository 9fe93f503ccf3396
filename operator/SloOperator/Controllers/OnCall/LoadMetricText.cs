using System.Globalization;
using SloOperator.Domain.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>How figures of a load are named and written for people; coarse, so that a sentence changes only when there is something to say.</summary>
internal static class LoadMetricText
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

    private static bool IsShare(LoadMetric metric) =>
        metric
            is LoadMetric.ShiftsOverBudget
                or LoadMetric.TransientShare
                or LoadMetric.OnCallShare;
}
