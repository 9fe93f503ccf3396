namespace SloOperator.Testing.Wire;

/// <summary>A request as it arrived; the path is without the query, the query without the question mark.</summary>
public sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body
);
