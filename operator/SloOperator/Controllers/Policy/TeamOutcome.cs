using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Policy;

namespace SloOperator.Controllers.Policy;

/// <summary>What the readings of a TeamSLO amount to, and what follows.</summary>
/// <param name="Evaluation">Verdicts and figures.</param>
/// <param name="Decision">Gate and tickets; null when the data show that the spec cannot be used.</param>
/// <param name="Tickets">What is to be filed, in words.</param>
internal sealed record TeamOutcome(
    Evaluation Evaluation,
    PolicyDecision? Decision,
    IReadOnlyList<WrittenIntent> Tickets
);
