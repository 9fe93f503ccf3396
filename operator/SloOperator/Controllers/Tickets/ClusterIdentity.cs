namespace SloOperator.Controllers.Tickets;

/// <summary>Which cluster this is, the same for its life: tickets that were filed under another name would be raised twice.</summary>
/// <param name="read">Asks where it is known; fails while that cannot be told.</param>
/// <param name="time">When to ask again.</param>
/// <param name="log">Why it is not known yet.</param>
internal sealed partial class ClusterIdentity(
    Func<CancellationToken, Task<string>> read,
    TimeProvider time,
    ILogger<ClusterIdentity> log
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private string? _known;

    /// <summary>Fails while it cannot be told; whoever asked tries again.</summary>
    public async ValueTask<string> GetAsync(CancellationToken ct) => _known ??= await read(ct);

    /// <summary>Asks until it is told.</summary>
    public async Task<string> WaitAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await GetAsync(ct);
            }
            catch (Exception ex) when (ex is not OperationCanceledException)
            {
                LogUnknown(log, ex);
                await Task.Delay(Pause, time, ct);
            }
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "No ticket can be filed yet: which cluster this is cannot be told"
    )]
    private static partial void LogUnknown(ILogger log, Exception cause);
}
