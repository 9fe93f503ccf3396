using System.Net;
using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Slack;

/// <summary>Slack's Web API (https://docs.slack.dev/apis/web-api/): every answer is 200, and says in its body whether it was done.</summary>
internal sealed class SlackProtocol(SinkOptions options) : ISinkProtocol
{
    // "Posting one message per second per channel": https://docs.slack.dev/apis/web-api/rate-limits/.
    private const int MessagesPerMinute = 60;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(30);

    /// <summary>To find a message again the token would have to read the whole channel, which a notification is not worth.</summary>
    public static SinkTraits Traits(SinkOptions options) =>
        SinkLimits.Of(options, new SinkTraits(TimeSpan.Zero, false, MessagesPerMinute, null));

    public string Name => "Slack";

    public IReadOnlyList<string> Keys { get; } = ["token"];

    public IReadOnlyList<string> OptionalKeys => [];

    public void Prepare(HttpRequestMessage request, byte[] body, SinkCredential credential) =>
        request.Headers.Authorization = new("Bearer", credential.Token("token"));

    public SinkVerdict? Judge(SinkAnswer answer) =>
        SlackErrors.Of(answer) is { } error ? SlackErrors.Judge(error) : null;

    public TimeSpan? Limit(SinkAnswer answer, DateTimeOffset now) =>
        answer.Status is HttpStatusCode.TooManyRequests
        || SlackErrors.IsLimit(SlackErrors.Of(answer))
            ? UsualPause
            : null;

    public string? Explain(SinkAnswer answer, SinkCall call) =>
        SlackErrors.Explain(answer, options);
}
