namespace SloOperator.Domain.Policy;

/// <summary>One kind of ticket: its claims share a fingerprint per objective.</summary>
/// <param name="Name">For those who read the list.</param>
/// <param name="Claim">In the order of the policy, then of the spec.</param>
internal sealed record TicketRule(string Name, Func<TicketFacts, IEnumerable<TicketClaim>> Claim);
