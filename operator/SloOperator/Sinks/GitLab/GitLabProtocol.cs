using System.Globalization;
using System.Net;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.GitLab;

/// <summary>GitLab's REST API, version 4 (https://docs.gitlab.com/api/issues), of gitlab.com and of servers of one's own.</summary>
internal sealed class GitLabProtocol(SinkOptions options) : ISinkProtocol
{
    // Of notes at gitlab.com, the tightest there is (https://docs.gitlab.com/user/gitlab_com); a server of one's own has 300.
    private const int NotesPerMinute = 60;

    // Reads may come from a replica of the database.
    private static readonly TimeSpan ReplicaLag = TimeSpan.FromMinutes(1);

    public static SinkTraits Traits(SinkOptions options) =>
        SinkLimits.Of(options, new SinkTraits(ReplicaLag, true, NotesPerMinute, null));

    public string Name => "GitLab";

    public IReadOnlyList<string> Keys { get; } = ["token"];

    public IReadOnlyList<string> OptionalKeys => [];

    public void Prepare(HttpRequestMessage request, byte[] body, SinkCredential credential)
    {
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Add("PRIVATE-TOKEN", credential.Token("token"));
    }

    public SinkVerdict? Judge(SinkAnswer answer) => null;

    /// <summary>Not every 429 has these headers: https://gitlab.com/gitlab-org/gitlab/-/issues/365728.</summary>
    public TimeSpan? Limit(SinkAnswer answer, DateTimeOffset now) =>
        answer.Header("RateLimit-Remaining") is "0" && Reset(answer) is { } reset
            ? reset - (answer.Headers.Date ?? now) + TimeSpan.FromSeconds(1)
        : answer.Status is HttpStatusCode.TooManyRequests ? TimeSpan.FromMinutes(1)
        : null;

    public string? Explain(SinkAnswer answer, SinkCall call) =>
        GitLabErrors.Explain(answer, options);

    private static DateTimeOffset? Reset(SinkAnswer answer) =>
        long.TryParse(
            answer.Header("RateLimit-Reset"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long seconds
        )
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
