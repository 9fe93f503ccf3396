using System.Collections.Concurrent;
using SloOperator.Controllers;

namespace SloOperator.Http;

/// <summary>Credentials for at most a minute, so that a rotated one is in use within that time; absence is never kept.</summary>
internal sealed class SecretCache(ISecretReader reader, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<SecretKey, Entry> _entries = new();

    public IEnumerable<string> Values => _entries.Values.Select(entry => entry.Value);

    /// <exception cref="SecretMissingException">There is no such secret or key.</exception>
    /// <exception cref="SecretUnreadableException">Whether there is cannot be told now.</exception>
    public async ValueTask<string> GetAsync(SecretKey key, CancellationToken ct) =>
        _entries.TryGetValue(key, out Entry entry) && time.GetElapsedTime(entry.ReadAt) < Lifetime
            ? entry.Value
            : await ReadAgainAsync(key, ct);

    public async ValueTask<string> ReadAgainAsync(SecretKey key, CancellationToken ct)
    {
        long now = time.GetTimestamp();
        string? value = await ReadAsync(key, ct);
        if (value is null)
        {
            _entries.TryRemove(key, out _);
            throw new SecretMissingException(key);
        }

        // Editors and echo end files with a line break, which no header may hold.
        string trimmed = value.TrimEnd('\r', '\n');
        _entries[key] = new Entry(trimmed, now);
        return trimmed;
    }

    private async ValueTask<string?> ReadAsync(SecretKey key, CancellationToken ct)
    {
        try
        {
            return await reader.ReadAsync(key.Secret, key.Key, ct);
        }
        catch (IOException)
        {
            throw new SecretUnreadableException(key);
        }
    }

    private readonly record struct Entry(string Value, long ReadAt)
    {
        public override string ToString() => nameof(Entry);
    }
}
