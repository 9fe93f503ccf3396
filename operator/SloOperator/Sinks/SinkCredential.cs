using SloOperator.Http;

namespace SloOperator.Sinks;

/// <summary>What a sink's secret holds, by key. Has no text of its own, so that it cannot be written anywhere by accident.</summary>
/// <param name="secret">Its name.</param>
/// <param name="values">Those that are there.</param>
internal sealed class SinkCredential(string secret, IReadOnlyDictionary<string, string> values)
{
    /// <summary>As it lies there; null: there is no such key.</summary>
    public string? Find(string key) => values.GetValueOrDefault(key);

    /// <summary>Null: there is no such key.</summary>
    /// <exception cref="ExchangeException">No header can carry it.</exception>
    public string? Token(string key) =>
        Find(key) is not { } token ? null
        : token.Length > 0 && token.All(c => c is > ' ' and <= '~') ? token
        : throw new ExchangeException(
            $"{new SecretKey(secret, key)} holds no token a header can carry"
        );

    public bool IsSame(SinkCredential other) =>
        values.Count == other.Keys.Count()
        && values.All(pair =>
            string.Equals(pair.Value, other.Find(pair.Key), StringComparison.Ordinal)
        );

    /// <summary>In the order of the alphabet.</summary>
    public IEnumerable<string> Keys => values.Keys.Order(StringComparer.Ordinal);

    public override string ToString() => nameof(SinkCredential);
}
