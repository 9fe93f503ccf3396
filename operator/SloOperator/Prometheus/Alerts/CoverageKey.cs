using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Alerts;

/// <summary>Policies with an equal one ask the same question, so it is asked once.</summary>
/// <param name="Headers">As the tenant sends them; equal text, equal answers.</param>
/// <param name="Coverage">Of the series that is always there.</param>
/// <param name="Rule">How far its samples are apart, and how late they may come.</param>
internal sealed record CoverageKey(string Headers, Selector Coverage, EpisodeRule Rule);
