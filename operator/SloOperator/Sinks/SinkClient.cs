using System.Net;
using System.Text.Json;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks;

/// <summary>Makes one call after the other to a sink, within a deadline and a size, and says what is known of each afterwards. Nothing is tried twice here.</summary>
/// <param name="options">Named in reasons.</param>
/// <param name="protocol">Whose answers are read.</param>
/// <param name="sender">Owned.</param>
/// <param name="secret">What reasons say to change after a 401.</param>
/// <param name="time">Deadlines and pauses.</param>
internal sealed class SinkClient(
    SinkOptions options,
    ISinkProtocol protocol,
    SinkSender sender,
    SinkSecret secret,
    TimeProvider time
) : IDisposable
{
    private const long LongestAnswer = 1L << 20;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 64 };

    private readonly SinkPause _pause = new(time);

    /// <param name="call">What to ask or to do.</param>
    /// <param name="read">Null: it is not what the API answers to this call. Where its body is no JSON, that is an empty row.</param>
    /// <param name="ct">Of the caller.</param>
    public async Task<SinkReply<T>> AskAsync<T>(
        SinkCall call,
        Func<SinkAnswer, T?> read,
        CancellationToken ct
    )
        where T : class
    {
        if (_pause.Left is var left && left > TimeSpan.Zero)
        {
            return new SinkReply<T>.Busy(
                Reason(call, "not tried, since its rate limit is used up"),
                null,
                left
            );
        }

        var attempt = new SinkAttempt();
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using HttpResponseMessage response = await sender.SendAsync(call, attempt, both.Token);
            return await JudgeAsync(call, response, read, both.Token);
        }
        catch (OperationCanceledException)
            when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return Broken<T>(call, attempt, $"no whole answer within {Deadline.TotalSeconds:0}s");
        }
        catch (Exception e)
            when (!ct.IsCancellationRequested && FailureReason.Describe(e) is not null)
        {
            return
                Find<SecretUnreadableException>(e) is null && Find<ExchangeException>(e) is { } ours
                ? new SinkReply<T>.Refused(Reason(call, ours.Message + Advice(ours, e)), null)
                : Broken<T>(call, attempt, FailureReason.Describe(e)!);
        }
    }

    /// <summary>"GitHub, create the issue: answered 404: …": what was attempted, what came back, what to change.</summary>
    public string Reason(SinkCall call, string what) => $"{protocol.Name}, {call.Act}: {what}";

    public void Dispose() => sender.Dispose();

    private SinkReply<T> Broken<T>(SinkCall call, SinkAttempt attempt, string what) =>
        call.IsWrite && attempt.MayHaveArrived
            ? new SinkReply<T>.Unclear(Reason(call, what), null, null)
            : new SinkReply<T>.Busy(Reason(call, what), null, null);

    private async Task<SinkReply<T>> JudgeAsync<T>(
        SinkCall call,
        HttpResponseMessage response,
        Func<SinkAnswer, T?> read,
        CancellationToken ct
    )
        where T : class
    {
        SinkBody body = await SinkBody.ReadAsync(response, LongestAnswer, Json, ct);
        var answer = new SinkAnswer(response.StatusCode, response.Headers, body);
        SinkVerdict verdict = protocol.Judge(answer) ?? Verdict(answer, call);
        TimeSpan? wait = Wait(response, answer, verdict);
        string answered = $"answered {answer.Code}";
        switch (verdict)
        {
            case SinkVerdict.Done:
                return read(answer) is { } value
                    ? new SinkReply<T>.Done(value)
                    : Unreadable<T>(call, answer, body.Problem);
            case SinkVerdict.Busy:
                return new SinkReply<T>.Busy(Reason(call, answered), answer.Code, wait);
            case SinkVerdict.Unclear:
                return new SinkReply<T>.Unclear(Reason(call, answered), answer.Code, wait);
            default:
                // Its end might have said that it would pass.
                return body.IsCut
                    ? new SinkReply<T>.Busy(
                        Reason(call, $"{answered} and broke off"),
                        answer.Code,
                        wait
                    )
                    : new SinkReply<T>.Refused(
                        Reason(call, answered + Explanation(answer, call)),
                        answer.Code
                    );
        }
    }

    private static SinkVerdict Verdict(SinkAnswer answer, SinkCall call) =>
        answer.Status switch
        {
            _ when answer.IsSuccess => SinkVerdict.Done,
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => SinkVerdict.Busy,
            >= HttpStatusCode.InternalServerError => call.IsWrite
                ? SinkVerdict.Unclear
                : SinkVerdict.Busy,
            _ => SinkVerdict.Refused,
        };

    private TimeSpan? Wait(HttpResponseMessage response, SinkAnswer answer, SinkVerdict verdict)
    {
        TimeSpan? asked = verdict is SinkVerdict.Done or SinkVerdict.Refused
            ? null
            : response.Headers.RetryAfter?.Delta
                ?? (response.Headers.RetryAfter?.Date - time.GetUtcNow());
        if ((asked ?? protocol.Limit(answer, time.GetUtcNow())) is not { } wait)
        {
            return null;
        }

        _pause.Extend(wait);
        return SinkPause.Credible(wait);
    }

    private SinkReply<T> Unreadable<T>(SinkCall call, SinkAnswer answer, string? problem)
    {
        string reason = Reason(
            call,
            $"answered {answer.Code}, but {problem ?? "not as its API does"}; check that {options.Field("url")} is the API's"
        );
        return call.IsWrite
            ? new SinkReply<T>.Unclear(reason, answer.Code, null)
            : new SinkReply<T>.Busy(reason, answer.Code, null);
    }

    private string Explanation(SinkAnswer answer, SinkCall call) =>
        (protocol.Explain(answer, call) ?? Usual(answer)) is { } found ? $": {found}" : "";

    private string? Usual(SinkAnswer answer) =>
        answer.Status switch
        {
            HttpStatusCode.Unauthorized =>
                $"the credential is not accepted; put a valid one into {secret.Place}",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                $"redirects are not followed; put the URL it leads to into {options.Field("url")}",
            _ => null,
        };

    // What is found while connecting comes wrapped: the address.
    private string Advice(ExchangeException ours, Exception thrown) =>
        ours is SecretMissingException ? $"; put it there, or change {options.Field("secret")}"
        : ReferenceEquals(ours, thrown) ? ""
        : $"; change {options.Field("url")}, or run the operator with --allow-private-sinks";

    private static TException? Find<TException>(Exception? exception)
        where TException : Exception =>
        exception is null or TException
            ? exception as TException
            : Find<TException>(exception.InnerException);
}
