using System.Net;
using System.Net.Http.Headers;
using SloOperator.Http;

namespace SloOperator.Sinks;

/// <summary>What a sink answered.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Headers">Those of limits are of interest.</param>
/// <param name="Body">What could be read of it.</param>
internal sealed record SinkAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, SinkBody Body)
{
    /// <summary>Empty where the body was not JSON.</summary>
    public JsonRow Json => Body.Json;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public int Code => (int)Status;

    /// <summary>Null: no such header.</summary>
    public string? Header(string name) =>
        Headers.TryGetValues(name, out IEnumerable<string>? values)
            ? values.FirstOrDefault()
            : null;

    public override string ToString() => $"{Code}";
}
