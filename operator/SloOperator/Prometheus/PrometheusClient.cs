using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers;
using SloOperator.Http;
using SloOperator.Prometheus.PromQl;
using SloOperator.Prometheus.Wire;

namespace SloOperator.Prometheus;

/// <summary>
/// Asks one Prometheus API within its endpoint's limits. Whatever the endpoint does becomes an answer with a reason; only the caller's
/// cancellation is thrown.
/// </summary>
internal sealed class PrometheusClient : IDisposable
{
    private readonly EndpointOptions _options;
    private readonly TimeProvider _time;
    private readonly RequestThrottle _throttle;
    private readonly EndpointSender _sender;

    /// <param name="options">Whom to ask, and within what limits.</param>
    /// <param name="secrets">Where its credentials are.</param>
    /// <param name="time">Of deadlines and of the throttle.</param>
    /// <param name="throttle">Shared with the endpoint's other clients, whose limits are one; null: its own.</param>
    public PrometheusClient(
        EndpointOptions options,
        ISecretReader secrets,
        TimeProvider time,
        RequestThrottle? throttle = null
    )
    {
        if (!options.Url.IsAbsoluteUri || options.Url.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException(
                "The URL must be absolute, http or https.",
                nameof(options)
            );
        }

        _options = options;
        _time = time;
        _throttle = throttle ?? new RequestThrottle(options.Limits, time);
        _sender = new EndpointSender(options, new SecretCache(secrets, time));
    }

    /// <summary>An instant query; each series has one sample.</summary>
    public Task<QueryAnswer> QueryAsync(
        string promql,
        DateTimeOffset at,
        Tenant tenant,
        CancellationToken ct
    ) => QueryAsync(ApiCall.Query(promql, at), "vector", tenant, ct);

    /// <summary>The samples themselves, as they were written: for an expression that is a selector and a range up to <paramref name="at"/>.</summary>
    public Task<QueryAnswer> QuerySamplesAsync(
        string promql,
        DateTimeOffset at,
        Tenant tenant,
        CancellationToken ct
    ) => QueryAsync(ApiCall.Query(promql, at), "matrix", tenant, ct);

    /// <summary>A query at start, start + step, … and never after end; both ends are inclusive.</summary>
    public Task<QueryAnswer> QueryRangeAsync(
        string promql,
        DateTimeOffset start,
        DateTimeOffset end,
        TimeSpan step,
        Tenant tenant,
        CancellationToken ct
    ) => QueryAsync(ApiCall.QueryRange(promql, start, end, step), "matrix", tenant, ct);

    /// <summary>The values a label has in the matched series between both times; sorted by Prometheus as text.</summary>
    public Task<Reply<IReadOnlyList<string>>> LabelValuesAsync(
        string label,
        Selector match,
        DateTimeOffset start,
        DateTimeOffset end,
        Tenant tenant,
        CancellationToken ct
    ) =>
        AskAsync(
            ApiCall.LabelValues(label, match, start, end),
            tenant,
            PrometheusJson.Default.EnvelopeIReadOnlyListString,
            ct
        );

    /// <summary>The server's version as it says it. Asked on nobody's behalf: headers with a placeholder are left out.</summary>
    public async Task<Reply<string>> BuildVersionAsync(CancellationToken ct)
    {
        Reply<ServerVersion> reply = await AskAsync(
            ApiCall.BuildInfo(),
            tenant: null,
            PrometheusJson.Default.EnvelopeServerVersion,
            ct
        );
        return reply switch
        {
            Reply<ServerVersion>.Answered answered => new Reply<string>.Answered(
                FailureReason.Excerpt(answered.Value.Version ?? "")
            ),
            Reply<ServerVersion>.Refused refused => new Reply<string>.Refused(refused.Reason),
            Reply<ServerVersion>.Failed failed => new Reply<string>.Failed(failed.Reason),
            _ => throw new InvalidOperationException("A reply is one of three."),
        };
    }

    public void Dispose() => _sender.Dispose();

    private async Task<QueryAnswer> QueryAsync(
        ApiCall call,
        string expected,
        Tenant tenant,
        CancellationToken ct
    )
    {
        Reply<QueryResult> reply = await AskAsync(
            call,
            tenant,
            PrometheusJson.Default.EnvelopeQueryResult,
            ct
        );
        return ToAnswer(reply, call, expected);
    }

    private QueryAnswer ToAnswer(Reply<QueryResult> reply, ApiCall call, string expected) =>
        reply switch
        {
            Reply<QueryResult>.Refused refused => new QueryAnswer.Refused(refused.Reason),
            Reply<QueryResult>.Failed failed => new QueryAnswer.Failed(failed.Reason, failed.Cause),
            Reply<QueryResult>.Answered answered => answered.Value.ToAnswer(
                expected,
                Attempt(call)
            ),
            _ => throw new InvalidOperationException("A reply is one of three."),
        };

    private async Task<Reply<T>> AskAsync<T>(
        ApiCall call,
        Tenant? tenant,
        JsonTypeInfo<Envelope<T>> type,
        CancellationToken ct
    )
        where T : class
    {
        using IDisposable slot = await _throttle.EnterAsync(ct);
        using RequestTelemetry telemetry = RequestTelemetry.Start(_options.Name, call, _time);
        Reply<T> reply = await WithinDeadlineAsync(
            call,
            tenant,
            new AnswerReader<T>(type, _options.Limits, telemetry, _sender.Hide),
            ct
        );
        telemetry.End(
            reply switch
            {
                Reply<T>.Answered => "answered",
                Reply<T>.Refused => "refused",
                _ => "failed",
            }
        );
        return Prefix(reply, call);
    }

    private async Task<Reply<T>> WithinDeadlineAsync<T>(
        ApiCall call,
        Tenant? tenant,
        AnswerReader<T> reader,
        CancellationToken ct
    )
        where T : class
    {
        using var deadline = new CancellationTokenSource(_options.Limits.Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            using HttpResponseMessage response = await _sender.SendAsync(call, tenant, both.Token);
            return await reader.ReadAsync(response, both.Token);
        }
        catch (OperationCanceledException)
            when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new Reply<T>.Failed(
                $"no whole answer within {PromDuration.Format(_options.Limits.Timeout)}"
            );
        }
        catch (ExchangeException e) when (!ct.IsCancellationRequested)
        {
            return new Reply<T>.Failed(e.Message, CauseOf(e));
        }
        catch (Exception e)
            when (!ct.IsCancellationRequested && FailureReason.Describe(e) is not null)
        {
            return new Reply<T>.Failed(FailureReason.Describe(e)!);
        }
    }

    private static FailureCause CauseOf(ExchangeException exception) =>
        exception is AnswerTooLargeException ? FailureCause.TooLarge : FailureCause.Endpoint;

    // "endpoint default, query: connection refused": what was attempted, then what came back.
    private Reply<T> Prefix<T>(Reply<T> reply, ApiCall call) =>
        reply switch
        {
            Reply<T>.Refused refused => new Reply<T>.Refused(Attempt(call) + refused.Reason),
            Reply<T>.Failed failed => failed with { Reason = Attempt(call) + failed.Reason },
            _ => reply,
        };

    private string Attempt(ApiCall call) => $"endpoint {_options.Name}, {call.Kind}: ";
}
