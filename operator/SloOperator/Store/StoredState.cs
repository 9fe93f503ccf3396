using System.Text.Json.Nodes;

namespace SloOperator.Store;

/// <summary>What an API server would keep of an object beyond its manifest.</summary>
internal sealed record StoredState(
    long Generation,
    string SpecHash,
    DateTimeOffset Created,
    ReadOnlyMemory<byte> Status
)
{
    public static StoredState New(string specHash, DateTimeOffset now) =>
        new(1, specHash, now, default);

    /// <summary>The generation counts changes of the spec.</summary>
    public StoredState WithSpec(string specHash) =>
        string.Equals(specHash, SpecHash, StringComparison.Ordinal)
            ? this
            : this with
            {
                Generation = Generation + 1,
                SpecHash = specHash,
            };

    public JsonNode? StatusNode() => Status.IsEmpty ? null : JsonNode.Parse(Status.Span);
}
