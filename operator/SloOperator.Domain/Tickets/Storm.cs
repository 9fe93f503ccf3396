namespace SloOperator.Domain.Tickets;

/// <summary>Many teams that breach at once.</summary>
/// <param name="Since">When the first of them did; what was seen from then on belongs to it.</param>
/// <param name="Teams">In order of their names, each once.</param>
public sealed record Storm(DateTimeOffset Since, IReadOnlyList<string> Teams);
