using System.Globalization;
using System.Text.RegularExpressions;
using SloOperator.Domain.OnCall;

namespace SloOperator.Resources.OnCall;

/// <summary>What can be used of the thresholds; all of them only when no problem was recorded.</summary>
internal static partial class ThresholdsMapper
{
    public static LoadThresholds Map(ThresholdsSpec? spec, SpecField field)
    {
        (LoadMetric Metric, string Name, ThresholdSpec? Spec)[] written =
        [
            (LoadMetric.IncidentsPer12h, "incidentsPer12h", spec?.IncidentsPer12h),
            (LoadMetric.ShiftsOverBudget, "shiftsOverBudget", spec?.ShiftsOverBudget),
            (
                LoadMetric.OffHoursPerResponder30d,
                "offHoursPerResponder30d",
                spec?.OffHoursPerResponder30d
            ),
            (LoadMetric.SleepPagesPerShift, "sleepPagesPerShift", spec?.SleepPagesPerShift),
            (LoadMetric.AlertsPerIncident, "alertsPerIncident", spec?.AlertsPerIncident),
            (LoadMetric.TransientShare, "transientShare", spec?.TransientShare),
            (LoadMetric.RepeatsPer7d, "repeatsPer7d", spec?.RepeatsPer7d),
            (LoadMetric.OnCallShare, "onCallShare", spec?.OnCallShare),
            (LoadMetric.MedianRestoreMinutes, "medianRestoreMinutes", spec?.MedianRestoreMinutes),
        ];
        Dictionary<LoadMetric, LoadThreshold> own = [];
        foreach ((LoadMetric metric, string name, ThresholdSpec? threshold) in written)
        {
            if (threshold is not null && Map(threshold, metric, field[name]) is { } read)
            {
                own[metric] = read;
            }
        }

        return new LoadThresholds(own);
    }

    /// <summary>Percent with its sign, 0% … 100%; given as a ratio.</summary>
    public static decimal? ReadShare(this SpecField field, string text)
    {
        if (ShareText().IsMatch(text))
        {
            return decimal.Parse(
                    text.AsSpan(..^1),
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture
                ) / 100m;
        }

        field.Refuse(
            $"{Found.Quote(text)} is no percentage; write 0% to 100% with at most 4 decimals, such as \"33%\""
        );
        return null;
    }

    private static LoadThreshold? Map(ThresholdSpec spec, LoadMetric metric, SpecField field)
    {
        LoadThreshold standard = LoadThresholds.Default[metric];
        bool share =
            metric
            is LoadMetric.ShiftsOverBudget
                or LoadMetric.TransientShare
                or LoadMetric.OnCallShare;
        decimal? warn = spec.Warn is null ? standard.Warn : Read(spec.Warn, field["warn"], share);
        decimal? limit = spec.Limit is null
            ? standard.Limit
            : Read(spec.Limit, field["limit"], share);
        bool unreadable =
            (spec.Warn is not null && warn is null) || (spec.Limit is not null && limit is null);
        if (unreadable)
        {
            return null;
        }

        if (warn > limit)
        {
            field.Refuse(
                $"warn {Show(spec.Warn, warn, share)} is above limit {Show(spec.Limit, limit, share)}; write a higher limit or a lower warn"
            );
            return null;
        }

        return new LoadThreshold(warn, limit);
    }

    private static decimal? Read(string text, SpecField field, bool share) =>
        share ? field.ReadShare(text) : ReadNumber(text, field);

    private static decimal? ReadNumber(string text, SpecField field)
    {
        if (NumberText().IsMatch(text))
        {
            return decimal.Parse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture
            );
        }

        field.Refuse(
            $"{Found.Quote(text)} is no number; write 0 to 999999 with at most 4 decimals, such as \"1.5\""
        );
        return null;
    }

    private static string Show(string? written, decimal? value, bool share) =>
        written is not null ? Found.Quote(written)
        : share ? $"\"{value * 100m:0.####}%\" (the default)"
        : $"\"{value:0.####}\" (the default)";

    [GeneratedRegex(@"^[0-9]{1,6}(\.[0-9]{1,4})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex NumberText();

    [GeneratedRegex(@"^(100|[0-9]{1,2}(\.[0-9]{1,4})?)%\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ShareText();
}
