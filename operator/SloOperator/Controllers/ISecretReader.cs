namespace SloOperator.Controllers;

/// <summary>Reads credentials where they lie, now; callers cache. Null: there is no such secret, or no such key in it.</summary>
internal interface ISecretReader
{
    /// <exception cref="IOException">Whether there is such a secret cannot be told now.</exception>
    ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct);
}
