using SloOperator.Domain.Policy;

namespace SloOperator.Controllers.Policy;

/// <summary>What the readings of a TeamSLO amount to, and what follows.</summary>
/// <param name="Evaluation">Verdicts and figures.</param>
/// <param name="Decision">Gate and tickets; null when the data show that the spec cannot be used.</param>
internal sealed record TeamOutcome(Evaluation Evaluation, PolicyDecision? Decision);
