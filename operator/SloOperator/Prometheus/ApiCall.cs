using System.Globalization;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus;

/// <summary>One call of the Prometheus HTTP API, as data: queries are posted, because a batch is longer than a URL may be.</summary>
/// <param name="Kind">As metrics name it.</param>
/// <param name="Method">A GET may be answered from a cache, a POST is not.</param>
/// <param name="Path">After /api/v1/.</param>
/// <param name="Parameters">A form when posted, else the URL's query.</param>
internal sealed record ApiCall(
    string Kind,
    HttpMethod Method,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Parameters
)
{
    public int QueryLength =>
        Parameters.FirstOrDefault(parameter => parameter.Key is "query").Value?.Length ?? 0;

    public static ApiCall Query(string promql, DateTimeOffset at) =>
        new("query", HttpMethod.Post, "query", [new("query", promql), new("time", Seconds(at))]);

    public static ApiCall QueryRange(
        string promql,
        DateTimeOffset start,
        DateTimeOffset end,
        TimeSpan step
    ) =>
        new(
            "query_range",
            HttpMethod.Post,
            "query_range",
            [
                new("query", promql),
                new("start", Seconds(start)),
                new("end", Seconds(end)),
                new("step", step.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            ]
        );

    public static ApiCall LabelValues(
        string label,
        Selector match,
        DateTimeOffset start,
        DateTimeOffset end
    ) =>
        new(
            "label_values",
            HttpMethod.Get,
            $"label/{Uri.EscapeDataString(label)}/values",
            [
                new("match[]", match.ToString()),
                new("start", Seconds(start)),
                new("end", Seconds(end)),
            ]
        );

    public static ApiCall BuildInfo() => new("build_info", HttpMethod.Get, "status/buildinfo", []);

    /// <summary>The endpoint's path is kept as a prefix; userinfo, query and fragment of its URL are not.</summary>
    public HttpRequestMessage ToRequest(Uri endpoint)
    {
        string prefix = endpoint.AbsolutePath.TrimEnd('/');
        bool inUrl = Method == HttpMethod.Get && Parameters.Count > 0;
        string url =
            $"{endpoint.Scheme}://{endpoint.Authority}{prefix}/api/v1/{Path}{(inUrl ? QueryString() : "")}";
        return new HttpRequestMessage(Method, new Uri(url))
        {
            Content = Method == HttpMethod.Post ? new FormUrlEncodedContent(Parameters) : null,
        };
    }

    private string QueryString() =>
        "?"
        + string.Join(
            '&',
            Parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")
        );

    private static string Seconds(DateTimeOffset time) =>
        (time.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);
}
