using SloOperator.Http;

namespace SloOperator.Sinks;

/// <summary>Where a sink's credential lies.</summary>
internal sealed class SinkSecret(string name, ISinkProtocol protocol, SecretCache secrets)
{
    /// <summary>What to say of it: keys token and email of secret tracker.</summary>
    public string Place { get; } =
        protocol.Keys.Count == 1
            ? new SecretKey(name, protocol.Keys[0]).ToString()
            : $"keys {string.Join(" and ", protocol.Keys)} of secret {name}";

    /// <exception cref="SecretMissingException">A key is missing that must be there.</exception>
    /// <exception cref="SecretUnreadableException">It cannot be told now.</exception>
    public Task<SinkCredential> ReadAsync(CancellationToken ct) =>
        ReadAsync(key => secrets.GetAsync(key, ct));

    /// <summary>As it is now, whatever was read before.</summary>
    /// <exception cref="SecretMissingException">A key is missing that must be there.</exception>
    /// <exception cref="SecretUnreadableException">It cannot be told now.</exception>
    public Task<SinkCredential> ReadAgainAsync(CancellationToken ct) =>
        ReadAsync(key => secrets.ReadAgainAsync(key, ct));

    private async Task<SinkCredential> ReadAsync(Func<SecretKey, ValueTask<string>> read)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string key in protocol.Keys)
        {
            values[key] = await read(new SecretKey(name, key));
        }

        foreach (string key in protocol.OptionalKeys)
        {
            try
            {
                values[key] = await read(new SecretKey(name, key));
            }
            catch (SecretMissingException)
            {
                // It may be missing.
            }
        }

        return new SinkCredential(name, values);
    }
}
