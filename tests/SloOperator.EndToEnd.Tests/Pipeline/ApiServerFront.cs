using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using SloOperator.Kubernetes.Auth;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Before a real API server, as `kubectl proxy` is: an operator that goes through it is seen and disturbed at the wire, the test itself is not.</summary>
internal sealed class ApiServerFront : IAsyncDisposable
{
    private readonly WireFront _front;
    private readonly HttpClient _target;
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<ApiCall> _calls = new();
    private int _forwarding;
    private readonly Channel<HeldWrite> _held = Channel.CreateUnbounded<HeldWrite>();
    private CancellationTokenSource _watches = new();
    private TaskCompletionSource _flowing = Flowing();
    private volatile bool _isOverloaded;

    private ApiServerFront(WireFront front, HttpClient target)
    {
        (_front, _target) = (front, target);
        _front.Behaviour = AnswerAsync;
        _front.BeforePiece = context =>
            IsWatch(context.Request)
                ? _flowing.Task.WaitAsync(context.RequestAborted)
                : Task.CompletedTask;
        File.WriteAllText(
            KubeconfigFile,
            $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: front, cluster: {server: "{{front.Url}}"} }]
            users: [{name: nobody, user: {} }]
            contexts: [{name: front, context: {cluster: front, user: nobody} }]
            current-context: front
            """
        );
    }

    /// <summary>Of the front; whoever uses it may do what the administrator may.</summary>
    public string KubeconfigFile => _folder.File("kubeconfig");

    /// <summary>Those that were answered, or broke off; a watch is one when it began.</summary>
    public IReadOnlyCollection<ApiCall> Calls => _calls;

    /// <summary>Until every write that others can see by now is among the calls: its answer passes here only afterwards.</summary>
    public Task CaughtUpAsync() => Eventually.TrueAsync(() => Volatile.Read(ref _forwarding) == 0);

    public int TicketWrites => Calls.Count(call => call.IsTicketWrite);

    public IReadOnlyList<ApiCall> StatusWrites => [.. Calls.Where(call => call.IsStatusWrite)];

    /// <summary>Each status write waits until a test lets it go.</summary>
    public bool HoldsStatusWrites { get; set; }

    public static async Task<ApiServerFront> StartAsync(string kubeconfig)
    {
        HttpClient target = Kubeconfig
            .Load(kubeconfig)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        return new ApiServerFront(await WireFront.StartAsync(target, target.BaseAddress!), target);
    }

    public async Task<HeldWrite> NextHeldAsync(TimeSpan deadline)
    {
        using CancellationTokenSource limit = new(deadline, TimeProvider.System);
        return await _held.Reader.ReadAsync(limit.Token);
    }

    /// <summary>From now on every request is answered 429, and watches that are open end.</summary>
    public async Task OverloadAsync()
    {
        _isOverloaded = true;
        CancellationTokenSource open = Interlocked.Exchange(
            ref _watches,
            new CancellationTokenSource()
        );
        await open.CancelAsync();
    }

    public void Relieve() => _isOverloaded = false;

    /// <summary>Watches that are open stay so and tell nothing any more, as when the route to the server is gone; everything else works.</summary>
    public void SilenceWatches() =>
        _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those that were silent stay so.</summary>
    public void LetNewWatchesSpeak() => _flowing = Flowing();

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _target.Dispose();
        _watches.Dispose();
        _folder.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        TaskCompletionSource flowing = new();
        flowing.SetResult();
        return flowing;
    }

    private static bool IsWatch(HttpRequest request) => request.Query.ContainsKey("watch");

    private async Task AnswerAsync(HttpContext context, Func<Task> forward)
    {
        if (_isOverloaded)
        {
            await RefuseAsync(context);
        }
        else if (IsWatch(context.Request))
        {
            await WatchAsync(context, forward);
        }
        else if (HoldsStatusWrites && Describe(context).IsStatusWrite)
        {
            HeldWrite held = new();
            await _held.Writer.WriteAsync(held);
            await held.PassAsync(() => ForwardAsync(context, forward), context.RequestAborted);
        }
        else
        {
            await ForwardAsync(context, forward);
        }
    }

    private async Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.RetryAfter = "1";
        _calls.Enqueue(Describe(context));
        await context.Response.WriteAsync("Too many requests, please try again later.");
    }

    private async Task WatchAsync(HttpContext context, Func<Task> forward)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            _watches.Token
        );
        context.RequestAborted = end.Token;
        _calls.Enqueue(Describe(context));
        await forward();
    }

    private async Task<int> ForwardAsync(HttpContext context, Func<Task> forward)
    {
        Interlocked.Increment(ref _forwarding);
        try
        {
            await forward();
            return context.Response.StatusCode;
        }
        finally
        {
            _calls.Enqueue(Describe(context));
            Interlocked.Decrement(ref _forwarding);
        }
    }

    private static ApiCall Describe(HttpContext context) =>
        new(
            context.Request.Method,
            context.Request.Path.ToString(),
            context.Request.QueryString.Value?.TrimStart('?') ?? "",
            context.Response.StatusCode
        );
}
