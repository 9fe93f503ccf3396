using SloOperator.Controllers;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>An endpoint without credentials never asks.</summary>
internal sealed class NoSecrets : ISecretReader
{
    public ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct) =>
        ValueTask.FromResult<string?>(null);
}
