namespace SloOperator.Prometheus;

/// <summary>Reads credentials where they lie, now; callers cache. Null: there is no such secret, or no such key in it.</summary>
internal interface ISecretReader
{
    ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct);
}
