using SloOperator.Kubernetes.Runtime;
using SloOperator.Telemetry;

namespace SloOperator.Controllers;

/// <summary>Runs all parts while this replica leads, or at once where nobody is elected; a part that ends early stops the program, for half an operator looks like a whole one.</summary>
internal sealed partial class OperatorLoop(
    IEnumerable<OperatorPart> parts,
    IHostApplicationLifetime lifetime,
    HealthState health,
    ILogger<OperatorLoop> log,
    LeaderElector? elector = null
) : BackgroundService
{
    private const string HealthPart = "operator";

    /// <summary>The part that is everything else; it may end.</summary>
    private const string Leading = "leading";

    /// <summary>What the process should exit with: 1 when leadership or a part was lost.</summary>
    public int ExitCode { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            await TogetherAsync(
                [.. parts.Where(part => part.IsStanding), new OperatorPart(Leading, RunAsync)],
                stoppingToken
            );
        }
        catch (Exception e)
            when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(log, e);
            ExitCode = 1;
        }
        catch (OperationCanceledException)
        {
            // Asked to end, perhaps before it began.
        }

        if (!stoppingToken.IsCancellationRequested)
        {
            lifetime.StopApplication();
        }
    }

    /// <summary>Hosted services start before the port is taken: a program that cannot take it must not have led or written before it says so.</summary>
    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration =
            lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private async Task RunAsync(CancellationToken ct)
    {
        if (elector is null)
        {
            await WorkAsync(ct);
            return;
        }

        health.Report(HealthPart, ok: true, $"standing by as {elector.HolderIdentity}");
        if (await elector.RunAsync(WorkAsync, ct) == LeadershipEnd.Lost)
        {
            LogLost(log, elector.HolderIdentity);
            ExitCode = 1;
        }
    }

    private Task WorkAsync(CancellationToken ct)
    {
        Task working = TogetherAsync([.. parts.Where(part => !part.IsStanding)], ct);
        health.Report(HealthPart, ok: true, "working");
        return working;
    }

    /// <summary>Until one ends, which ends the others.</summary>
    private static async Task TogetherAsync(
        IReadOnlyList<OperatorPart> together,
        CancellationToken ct
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Two parts may share a task: those that end without waiting all get the runtime's completed one.
        List<(Task Task, string Name)> running =
        [
            .. together.Select(part => (Run(part, ending.Token), part.Name)),
        ];
        Task first = await Task.WhenAny(running.Select(part => part.Task));
        bool isEarly = !ct.IsCancellationRequested;
        await ending.CancelAsync();
        try
        {
            await Task.WhenAll(running.Select(part => part.Task));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }

        string name = running.First(part => part.Task == first).Name;
        if (isEarly && name != Leading)
        {
            throw new InvalidOperationException($"The {name} ended although nothing asked it to");
        }
    }

    private static async Task Run(OperatorPart part, CancellationToken ct)
    {
        try
        {
            await part.RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }

    [LoggerMessage(LogLevel.Critical, "Stopping: a part of the operator failed")]
    private static partial void LogFailed(ILogger log, Exception cause);

    [LoggerMessage(LogLevel.Critical, "Stopping: {Identity} is no longer the leader")]
    private static partial void LogLost(ILogger log, string identity);
}
