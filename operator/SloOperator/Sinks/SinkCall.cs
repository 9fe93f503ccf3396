using System.Text.Json.Nodes;
using SloOperator.Http;

namespace SloOperator.Sinks;

/// <summary>One request to a sink's API, as data.</summary>
/// <param name="Method">What is not GET is taken for a write.</param>
/// <param name="Act">As reasons name it: create the issue.</param>
/// <param name="Path">After the sink's base URL; each segment is escaped whole, slashes too.</param>
internal sealed record SinkCall(HttpMethod Method, string Act, params IReadOnlyList<string> Path)
{
    /// <summary>The URL's query, after that of the base URL; a name may come more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>JSON; null: none.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>The same for every attempt at one change; null: there is none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>False for what changes nothing: that it failed is never unclear.</summary>
    public bool IsWrite { get; init; } = Method != HttpMethod.Get;

    public SinkCall With(string name, string value) =>
        this with
        {
            Parameters = [.. Parameters, new(name, value)],
        };

    /// <summary>The base's path is kept as a prefix, its query too; userinfo and fragment of it are not.</summary>
    /// <exception cref="ExchangeException">A segment would lead elsewhere.</exception>
    public Uri ToUri(Uri root)
    {
        if (Path.Any(segment => segment is "" or "." or ".."))
        {
            throw new ExchangeException(
                "the project, or the id of the ticket, is empty or dots alone"
            );
        }

        string path = string.Concat(Path.Select(segment => "/" + Uri.EscapeDataString(segment)));
        string prefix = Path.Count == 0 ? root.AbsolutePath : root.AbsolutePath.TrimEnd('/');
        return new Uri($"{root.Scheme}://{root.Authority}{prefix}{path}{Query(root)}");
    }

    private string Query(Uri root)
    {
        IEnumerable<string> own = Parameters.Select(p =>
            $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"
        );
        string query = string.Join('&', root.Query.Length > 1 ? own.Prepend(root.Query[1..]) : own);
        return query.Length > 0 ? "?" + query : "";
    }
}
