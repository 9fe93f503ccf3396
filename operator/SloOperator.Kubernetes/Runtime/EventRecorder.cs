using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Runtime;

/// <summary>Writes events in the background; losing one is better than holding up or failing the work it tells of.</summary>
public sealed partial class EventRecorder
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(10);

    private readonly ResourceApi<KubernetesEvent> _events;
    private readonly EventRecorderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<(Occurrence What, DateTimeOffset At)> _queue;
    private readonly SeriesBook _book = new();
    private readonly long _start;

    /// <exception cref="ArgumentException">No controller name, or no room in the queue.</exception>
    public EventRecorder(
        ResourceApi<KubernetesEvent> events,
        EventRecorderOptions options,
        TimeProvider time,
        ILogger logger
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Controller, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueLength, 1, nameof(options));
        _events = events;
        _options = options;
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
        _queue = Channel.CreateBounded<(Occurrence, DateTimeOffset)>(
            new BoundedChannelOptions(options.QueueLength) { SingleReader = true }
        );
    }

    /// <summary>Returns at once and never throws; the event is dropped and counted when too many wait already.</summary>
    /// <param name="regarding">What it is about.</param>
    /// <param name="type">Whether somebody should look.</param>
    /// <param name="reason">Why, a constant in UpperCamelCase.</param>
    /// <param name="note">For people, without credentials; cut at 1 KiB.</param>
    /// <param name="action">What was done or tried, a constant in UpperCamelCase.</param>
    public void Record(
        ObjectReference regarding,
        EventType type,
        string reason,
        string note,
        string action
    )
    {
        var what = new Occurrence(regarding, type, reason, action, Occurrence.Shorten(note));
        if (!_queue.Writer.TryWrite((what, _time.GetUtcNow())))
        {
            RuntimeMetrics.EventDropped("queue_full");
        }
    }

    /// <summary>Writes what was recorded, until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var tick = new PeriodicTimer(SeriesBook.RefreshAfter, _time);
        Task<bool> ticked = tick.WaitForNextTickAsync(ct).AsTask();
        Task<bool> recorded = _queue.Reader.WaitToReadAsync(ct).AsTask();
        try
        {
            while (true)
            {
                if (await Task.WhenAny(recorded, ticked) == recorded)
                {
                    await recorded;
                    await DrainAsync(ct);
                    recorded = _queue.Reader.WaitToReadAsync(ct).AsTask();
                }
                else
                {
                    await ticked;
                    await RefreshAsync(ct);
                    ticked = tick.WaitForNextTickAsync(ct).AsTask();
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }

    private async Task DrainAsync(CancellationToken ct)
    {
        while (_queue.Reader.TryRead(out (Occurrence What, DateTimeOffset At) next))
        {
            if (_book.Observe(next.What, next.At, _time.GetElapsedTime(_start)) is { } written)
            {
                await WriteAsync(written, ct);
            }
        }
    }

    private async Task RefreshAsync(CancellationToken ct)
    {
        foreach (SeriesBook.Written written in _book.Refresh(_time.GetElapsedTime(_start)))
        {
            await WriteAsync(written, ct);
        }
    }

    private async Task WriteAsync(SeriesBook.Written written, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await SendAsync(written, ct);
                return;
            }
            catch (KubeException e) when (IsTemporary(e) && attempt < MostAttempts)
            {
                await Task.Delay(_retryAfter, _time, ct);
            }
            catch (KubeException e) when (e.IsAlreadyExists)
            {
                // The answer to an earlier attempt was lost.
                return;
            }
            catch (KubeException e)
            {
                Drop(written, e);
                return;
            }
        }
    }

    private async Task SendAsync(SeriesBook.Written written, CancellationToken ct)
    {
        if (written.Count == 1)
        {
            await CreateAsync(written, ct);
            return;
        }

        try
        {
            await _events.PatchAsync(written.Name, Patch.Merge(SeriesJson(written)), ct);
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            // The server's hour for the event is over, or somebody deleted it.
            _book.Forget(written.What);
            await CreateAsync(
                _book.Observe(written.What, written.At, _time.GetElapsedTime(_start))!,
                ct
            );
        }
    }

    private Task<KubernetesEvent> CreateAsync(SeriesBook.Written written, CancellationToken ct)
    {
        var created = new KubernetesEvent
        {
            Metadata = new ObjectMeta
            {
                Name = written.Name.Name,
                Namespace = written.Name.Namespace,
            },
            EventTime = written.At,
            ReportingController = _options.Controller,
            ReportingInstance = _options.Instance,
            Action = written.What.Action,
            Reason = written.What.Reason,
            Regarding = written.What.Regarding,
            Note = written.What.Note,
            Type = written.What.Type.ToString(),
        };
        return _events.CreateAsync(created, ct);
    }

    private static byte[] SeriesJson(SeriesBook.Written written) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new EventSeriesPatch
            {
                Series = new EventSeries { Count = written.Count, LastObservedTime = written.At },
            },
            RuntimeJsonContext.Default.EventSeriesPatch
        );

    private void Drop(SeriesBook.Written written, KubeException cause)
    {
        if (written.Count == 1)
        {
            _book.Forget(written.What);
        }

        RuntimeMetrics.EventDropped("refused");
        Dropped(_logger, written.What.Reason, written.What.Regarding.Name, cause.Message);
    }

    private static bool IsTemporary(KubeException e) =>
        e.StatusCode
            is null
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;

    [LoggerMessage(
        LogLevel.Warning,
        "The event {Reason} on {Name} could not be written: {Problem}"
    )]
    private static partial void Dropped(ILogger logger, string reason, string name, string problem);
}
