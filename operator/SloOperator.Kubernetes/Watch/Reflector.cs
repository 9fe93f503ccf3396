using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Watch;

/// <summary>Keeps a <see cref="Store{T}"/> equal to the server's state: lists once, then watches, and lists again only when the server has forgotten where the watch was.</summary>
public sealed class Reflector<T>
    where T : class, IKubernetesObject
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMinutes(5);

    private readonly ResourceApi<T> _api;
    private readonly ReflectorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public Reflector(
        ResourceApi<T> api,
        ReflectorOptions options,
        TimeProvider time,
        ILogger logger
    )
    {
        _api = api;
        _options = options;
        _time = time;
        _logger = logger;
        Store.Changed += ReportUndecodable;
    }

    public Store<T> Store { get; } = new();

    /// <summary>Numbers in [0, 1] that spread the load of many clients.</summary>
    [SuppressMessage(
        "Security",
        "CA5394",
        Justification = "Spreads load; nothing is kept secret by it."
    )]
    internal Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>Ends only by cancellation, with an <see cref="OperationCanceledException"/>; no failure of the server ends it.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var session = new WatchSession(new Backoff(_time, Jitter));
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            await (
                session.ResourceVersion is { } from
                    ? WatchAsync(session, from, ct)
                    : ListAsync(session, ct)
            );
            if (session.Delay > TimeSpan.Zero)
            {
                await Task.Delay(session.Delay, _time, ct);
            }
        }
    }

    private async Task ListAsync(WatchSession session, CancellationToken ct)
    {
        var options = new ListOptions
        {
            Namespace = _options.Namespace,
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
        };
        try
        {
            ListPage<T> list = await _api.ListAllAsync(options, ct);
            Store.Replace(list.Items);
            session.Listed(list.ResourceVersion);
            ReflectorLog.Listed(
                _logger,
                _api.Definition.Plural,
                list.Items.Count,
                list.ResourceVersion
            );
        }
        catch (KubeException ex)
        {
            session.ListFailed(ex);
            ReflectorLog.ListFailed(_logger, _api.Definition.Plural, session.Delay, ex.Message);
        }
    }

    private async Task WatchAsync(WatchSession session, string from, CancellationToken ct)
    {
        long started = _time.GetTimestamp();
        session.WatchStarted();
        try
        {
            KubeStatus? error = await FollowAsync(session, Options(from), ct);
            if (error is null)
            {
                session.WatchEnded(_time.GetElapsedTime(started));
                ReflectorLog.WatchEnded(
                    _logger,
                    _api.Definition.Plural,
                    session.ResourceVersion,
                    session.Delay
                );
            }
            else
            {
                session.WatchErrored(error);
                ReflectorLog.WatchErrored(
                    _logger,
                    _api.Definition.Plural,
                    from,
                    error.Reason,
                    error.Message
                );
            }
        }
        catch (KubeException ex)
        {
            session.WatchFailed(ex);
            ReflectorLog.WatchFailed(
                _logger,
                _api.Definition.Plural,
                session.ResourceVersion,
                session.Delay,
                ex.Message
            );
        }
    }

    private WatchOptions Options(string from) =>
        new()
        {
            Namespace = _options.Namespace,
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            ResourceVersion = from,
            Timeout =
                ShortestTimeout
                + TimeSpan.FromSeconds(Math.Floor(Jitter() * ShortestTimeout.TotalSeconds)),
        };

    private async Task<KubeStatus?> FollowAsync(
        WatchSession session,
        WatchOptions options,
        CancellationToken ct
    )
    {
        await foreach (WatchEvent<T> change in _api.WatchAsync(options, ct))
        {
            if (change.Status is { } error)
            {
                return error;
            }

            Take(session, change);
        }

        return null;
    }

    private void Take(WatchSession session, WatchEvent<T> change)
    {
        if (change.Object is not { } item)
        {
            session.Bookmarked(change.ResourceVersion);
            return;
        }

        if (change.Type == WatchEventType.Deleted)
        {
            Store.Remove(item);
        }
        else
        {
            Store.Upsert(item);
        }

        session.Changed(change.ResourceVersion);
    }

    private void ReportUndecodable(StoreChange<T> change)
    {
        if (change.New?.Error is { } error)
        {
            ReflectorLog.Undecodable(_logger, _api.Definition.Kind, change.Name, error);
            _options.Undecodable?.Invoke(change.Name, error);
        }
    }
}
