using SloOperator.Kubernetes.Api;
using SloOperator.Telemetry;

namespace SloOperator.Controllers.Rules;

/// <summary>Keeps rules while the cluster has the kind PrometheusRule, and says once when it has not: everything else goes on without.</summary>
/// <param name="rules">Of the cluster.</param>
/// <param name="keep">Keeps them until cancelled.</param>
/// <param name="health">Where it is shown.</param>
/// <param name="surroundings">Its clock and its log.</param>
internal sealed partial class RuleKeeping(
    IRuleStore rules,
    Func<CancellationToken, Task> keep,
    HealthState health,
    (TimeProvider Time, ILogger<RuleKeeping> Log) surroundings
)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private const string HealthPart = "prometheus rules";

    private string? _told;

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await UntilAsync(isThere: true, ct);
            Tell(null);
            await KeepAsync(ct);
        }
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task gone = UntilAsync(isThere: false, together.Token);
        Task[] running = [rules.RunAsync(together.Token), keep(together.Token), gone];
        Task first = await Task.WhenAny(running);
        await together.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        await first;
        if (first != gone)
        {
            throw new InvalidOperationException(
                "The keeping of PrometheusRules ended although nothing asked it to"
            );
        }
    }

    private async Task UntilAsync(bool isThere, CancellationToken ct)
    {
        while (true)
        {
            if (await LookAsync(ct) == isThere)
            {
                return;
            }

            await Task.Delay(Period, surroundings.Time, ct);
        }
    }

    /// <summary>Null: the API server does not say now, so it is as it was.</summary>
    private async Task<bool?> LookAsync(CancellationToken ct)
    {
        try
        {
            string? obstacle = await rules.FindObstacleAsync(ct);
            if (obstacle is not null)
            {
                Tell(obstacle);
            }

            return obstacle is null;
        }
        catch (KubeException)
        {
            return null;
        }
    }

    private void Tell(string? obstacle)
    {
        string message = obstacle ?? "kept";
        if (_told == message)
        {
            return;
        }

        _told = message;
        health.Report(HealthPart, obstacle is null, message, HealthScope.Note);
        if (obstacle is null)
        {
            LogKept(surroundings.Log);
        }
        else
        {
            LogNotKept(surroundings.Log, obstacle);
        }
    }

    [LoggerMessage(LogLevel.Information, "PrometheusRules are kept")]
    private static partial void LogKept(ILogger log);

    [LoggerMessage(LogLevel.Warning, "No PrometheusRules are kept: {Obstacle}")]
    private static partial void LogNotKept(ILogger log, string obstacle);
}
