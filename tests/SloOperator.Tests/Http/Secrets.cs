using SloOperator.Controllers;

namespace SloOperator.Tests.Http;

/// <summary>Secrets in memory that a test may rotate; counts how often they were read.</summary>
internal sealed class Secrets : ISecretReader
{
    private readonly Dictionary<(string Secret, string Key), string> _values = [];

    public int Reads { get; private set; }

    public string this[string secret, string key]
    {
        set => _values[(secret, key)] = value;
    }

    public ValueTask<string?> ReadAsync(string secret, string key, CancellationToken ct)
    {
        Reads++;
        return ValueTask.FromResult(_values.GetValueOrDefault((secret, key)));
    }
}
