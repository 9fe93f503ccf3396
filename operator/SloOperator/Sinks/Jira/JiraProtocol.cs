using System.Globalization;
using System.Net;
using System.Text;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Jira;

/// <summary>Jira's REST API: https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/ and https://developer.atlassian.com/server/jira/platform/rest/.</summary>
internal sealed class JiraProtocol(SinkOptions options, JiraDialect dialect) : ISinkProtocol
{
    // Neither says a figure: Cloud by bursts (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/), Data Center as
    // its administrator set it. One call a second is far below both.
    private const int CallsPerMinute = 60;

    // "The delay might vary from a few seconds to minutes": https://developer.atlassian.com/cloud/jira/platform/search-and-reconcile/.
    private static readonly TimeSpan CloudLag = TimeSpan.FromMinutes(2);

    // Nodes of a cluster tell each other what to index.
    private static readonly TimeSpan NodeLag = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(1);

    public static SinkTraits Traits(SinkOptions options, JiraDialect dialect) =>
        SinkLimits.Of(
            options,
            new SinkTraits(dialect.IsCloud ? CloudLag : NodeLag, true, CallsPerMinute, null)
        );

    public string Name => "Jira";

    public IReadOnlyList<string> Keys { get; } = dialect.IsCloud ? ["email", "token"] : ["token"];

    public IReadOnlyList<string> OptionalKeys => [];

    public void Prepare(HttpRequestMessage request, byte[] body, SinkCredential credential)
    {
        request.Headers.Accept.Add(new("application/json"));
        string? token = credential.Token("token");
        request.Headers.Authorization = dialect.IsCloud
            ? new(
                "Basic",
                Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{credential.Token("email")}:{token}")
                )
            )
            : new("Bearer", token);
    }

    public SinkVerdict? Judge(SinkAnswer answer) => null;

    public TimeSpan? Limit(SinkAnswer answer, DateTimeOffset now)
    {
        if (answer.Status is HttpStatusCode.TooManyRequests)
        {
            return Reset(answer) - now ?? UsualPause;
        }

        // Data Center: https://confluence.atlassian.com/adminjiraserver/adjusting-your-code-for-rate-limiting-987143384.html.
        return
            answer.Header("X-RateLimit-Remaining") is "0"
            && Seconds(answer.Header("X-RateLimit-Interval-Seconds")) is { } interval
            ? interval
            : null;
    }

    public string? Explain(SinkAnswer answer, SinkCall call) =>
        JiraErrors.Explain(answer, call, options);

    private static DateTimeOffset? Reset(SinkAnswer answer) =>
        DateTimeOffset.TryParse(
            answer.Header("X-RateLimit-Reset"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset reset
        )
            ? reset
            : null;

    private static TimeSpan? Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
