namespace SloOperator.Pagers;

/// <summary>What an answer said of the requests to come.</summary>
/// <param name="IsExhausted">The next request would be refused.</param>
/// <param name="Reset">How long that lasts; null when it was not said.</param>
internal readonly record struct RateLimit(bool IsExhausted, TimeSpan? Reset);
