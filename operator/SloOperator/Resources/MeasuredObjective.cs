using SloOperator.Domain.Objectives;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Resources;

/// <summary>A promise and how it is measured; the endpoint's enforced matchers are in the indicator.</summary>
internal sealed record MeasuredObjective(Objective Objective, Indicator Indicator);
