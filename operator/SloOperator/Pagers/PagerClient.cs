using System.Net;
using System.Text.Json;
using SloOperator.Http;

namespace SloOperator.Pagers;

/// <summary>Asks one pager, a request at a time: within a deadline and a size, again after what passes by itself, and no sooner than its rate limit allows.</summary>
/// <param name="protocol">Whose headers are sent and read.</param>
/// <param name="sender">Owned.</param>
/// <param name="credential">What reasons say to change after a 401.</param>
/// <param name="time">Deadlines and waits.</param>
internal sealed class PagerClient(
    IPagerProtocol protocol,
    PagerSender sender,
    SecretKey credential,
    TimeProvider time
) : IDisposable
{
    private const long LongestAnswer = 8L << 20;
    private const int Tries = 4;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // The windows of rate limits are a minute or less, and a long first read needs more than one of them. What lasts
    // longer is told to the caller.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // A server that says more has a broken clock.
    private static readonly TimeSpan LongestLimit = TimeSpan.FromHours(1);

    // A 429 without headers happens: https://developer.pagerduty.com/docs/rest-api-rate-limits.
    private static readonly TimeSpan UsualWindow = TimeSpan.FromMinutes(1);

    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 64 };

    private readonly SemaphoreSlim _turn = new(1, 1);

    // By the monotonic clock: a jump of the other one must not lock the pager out.
    private (long Since, TimeSpan For) _exhausted;

    /// <exception cref="PagerException">There is no answer to this call.</exception>
    public async Task<JsonRow> GetAsync(PagerCall call, CancellationToken ct) =>
        await FindAsync(call, ct)
        ?? throw Failure(call, $"answered 404{Advice(HttpStatusCode.NotFound)}");

    /// <summary>Null when there is no such thing.</summary>
    /// <exception cref="PagerException">There is no answer to this call.</exception>
    public async Task<JsonRow?> FindAsync(PagerCall call, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await TryAsync(call, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        sender.Dispose();
        _turn.Dispose();
    }

    private async Task<JsonRow?> TryAsync(PagerCall call, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            await AwaitLimitAsync(call, ct);
            Exchange exchange = await ExchangeAsync(call, ct);
            switch (exchange)
            {
                case Exchange.Answered answered:
                    return answered.Json;
                case Exchange.Missing:
                    return null;
                case Exchange.Busy busy when attempt < Tries && Wait(busy, attempt) <= LongestWait:
                    await Task.Delay(Wait(busy, attempt), time, ct);
                    break;
                default:
                    throw Failure(call, exchange);
            }
        }
    }

    // 1, 2 and 4 seconds where the pager names none.
    private static TimeSpan Wait(Exchange.Busy busy, int attempt) =>
        busy.Wait ?? TimeSpan.FromSeconds(1 << (attempt - 1));

    private async Task AwaitLimitAsync(PagerCall call, CancellationToken ct)
    {
        TimeSpan wait = _exhausted.For - time.GetElapsedTime(_exhausted.Since);
        if (wait > LongestWait)
        {
            throw Failure(call, "its rate limit is used up", time.GetUtcNow() + wait);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, ct);
        }
    }

    private async Task<Exchange> ExchangeAsync(PagerCall call, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using HttpResponseMessage response = await sender.SendAsync(call, both.Token);
            return await JudgeAsync(response, both.Token);
        }
        catch (OperationCanceledException)
            when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new Exchange.Refused($"no whole answer within {Deadline.TotalSeconds:0}s");
        }
        catch (JsonException) when (!ct.IsCancellationRequested)
        {
            return new Exchange.Refused("answered what is not JSON, or nested too deep");
        }
        catch (Exception e)
            when (!ct.IsCancellationRequested && FailureReason.Describe(e) is not null)
        {
            return IsOurs(e)
                ? new Exchange.Refused(FailureReason.Describe(e)!)
                : new Exchange.Busy(FailureReason.Describe(e)!);
        }
    }

    private static bool IsOurs(Exception? exception) =>
        exception is ExchangeException || (exception?.InnerException is { } inner && IsOurs(inner));

    private async Task<Exchange> JudgeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        RateLimit limit = protocol.RateLimit(response.Headers);
        if (limit is { IsExhausted: true, Reset: { } reset })
        {
            _exhausted = (time.GetTimestamp(), Credible(reset));
        }

        string answered = $"answered {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Exchange.Answered(
                await ReadAsync(response, ct)
            ),
            HttpStatusCode.NotFound => new Exchange.Missing(),
            HttpStatusCode.TooManyRequests => new Exchange.Busy(answered, Pause(response, limit))
            {
                Until = time.GetUtcNow() + Credible(Pause(response, limit) ?? UsualWindow),
            },
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new Exchange.Busy(answered, RetryAfter(response)),
            HttpStatusCode code => new Exchange.Refused(answered + Advice(code)),
        };
    }

    private static TimeSpan Credible(TimeSpan wait) => wait < LongestLimit ? wait : LongestLimit;

    private TimeSpan? Pause(HttpResponseMessage response, RateLimit limit) =>
        RetryAfter(response) ?? limit.Reset;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait =
            response.Headers.RetryAfter?.Delta
            ?? (response.Headers.RetryAfter?.Date - time.GetUtcNow());
        return wait is { } given && given < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static async Task<JsonRow> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = new CappedStream(
            await response.Content.ReadAsStreamAsync(ct),
            LongestAnswer
        );
        using JsonDocument document = await JsonDocument.ParseAsync(body, Json, ct);
        return new JsonRow(document.RootElement.Clone());
    }

    private string Advice(HttpStatusCode status) =>
        (int)status is >= 300 and < 400 ? ": redirects are not followed; use the API's own URL"
        : status is HttpStatusCode.Unauthorized
            ? $": the token is not accepted; put a valid one into {credential}{Also(status)}"
        : protocol.Advice(status) is { } advice ? $": {advice}"
        : "";

    private string Also(HttpStatusCode status) =>
        protocol.Advice(status) is { } advice ? $", {advice}" : "";

    private PagerException Failure(PagerCall call, Exchange exchange) =>
        exchange switch
        {
            Exchange.Busy busy => Failure(call, busy.Reason, busy.Until),
            Exchange.Refused refused => Failure(call, refused.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(exchange), exchange, "No failure."),
        };

    // "PagerDuty, log_entries: answered 402: …": what was attempted, what came back, what to change.
    private PagerException Failure(PagerCall call, string reason, DateTimeOffset? retryAt = null) =>
        new($"{protocol.Name}, {call.Kind}: {reason}", retryAt);
}
