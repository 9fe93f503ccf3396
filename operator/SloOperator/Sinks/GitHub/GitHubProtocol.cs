using System.Globalization;
using System.Net;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.GitHub;

/// <summary>GitHub's REST API (https://docs.github.com/en/rest/issues/issues), of github.com and of GitHub Enterprise Server.</summary>
internal sealed class GitHubProtocol(SinkOptions options) : ISinkProtocol
{
    private const string Version = "2022-11-28";

    // Content that notifies people: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api.
    private const int WritesPerMinute = 80;
    private const int WritesPerHour = 500;

    // Lists may come from a replica; GitHub promises no figure.
    private static readonly TimeSpan ReplicaLag = TimeSpan.FromMinutes(1);

    // "Otherwise, wait for at least one minute": https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);

    public static SinkTraits Traits(SinkOptions options) =>
        SinkLimits.Of(options, new SinkTraits(ReplicaLag, true, WritesPerMinute, WritesPerHour));

    public string Name => "GitHub";

    public IReadOnlyList<string> Keys { get; } = ["token"];

    public IReadOnlyList<string> OptionalKeys => [];

    public void Prepare(HttpRequestMessage request, byte[] body, SinkCredential credential)
    {
        request.Headers.Accept.Add(new("application/vnd.github+json"));
        request.Headers.Add("X-GitHub-Api-Version", Version);
        request.Headers.Authorization = new("Bearer", credential.Token("token"));
    }

    /// <summary>A limit is answered with 403 as often as with 429.</summary>
    public SinkVerdict? Judge(SinkAnswer answer) => IsLimit(answer) ? SinkVerdict.Busy : null;

    public TimeSpan? Limit(SinkAnswer answer, DateTimeOffset now)
    {
        if (answer.Header("X-RateLimit-Remaining") is "0" && Reset(answer) is { } reset)
        {
            // By the clock that wrote it.
            return reset - (answer.Headers.Date ?? now) + TimeSpan.FromSeconds(1);
        }

        return IsLimit(answer) ? ShortestPause : null;
    }

    public string? Explain(SinkAnswer answer, SinkCall call) =>
        GitHubErrors.Explain(answer, options);

    private static bool IsLimit(SinkAnswer answer) =>
        answer.Status is HttpStatusCode.TooManyRequests
        || (
            answer.Status is HttpStatusCode.Forbidden
            && (
                answer.Headers.RetryAfter is not null
                || answer.Header("X-RateLimit-Remaining") is "0"
                || GitHubErrors.SpeaksOfLimit(answer.Json)
            )
        );

    private static DateTimeOffset? Reset(SinkAnswer answer) =>
        long.TryParse(
            answer.Header("X-RateLimit-Reset"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long seconds
        )
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
