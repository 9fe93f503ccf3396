namespace SloOperator.Controllers.Tickets.Text;

/// <summary>A stretch of failures.</summary>
/// <param name="Start">Exclusive.</param>
/// <param name="End">Inclusive.</param>
/// <param name="Share">What it took of the whole budget: 0.25 is a quarter.</param>
internal sealed record ContributingEpisode(DateTimeOffset Start, DateTimeOffset End, decimal Share);
