namespace SloOperator.Benchmarks.Fleets;

/// <summary>One request as it left the operator's client.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Url">With its query.</param>
/// <param name="ContentType">Null: no body.</param>
/// <param name="Body">Byte for byte.</param>
internal sealed record RecordedCall(HttpMethod Method, Uri Url, string? ContentType, byte[] Body);
