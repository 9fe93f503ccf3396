using System.Collections.Concurrent;
using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.Exceptions;

namespace SloOperator.Controllers.Exceptions;

/// <summary>Says on a BudgetException whether it was accepted and where in its life it is, and tells its TeamSLO each time it begins or ends to hold.</summary>
internal sealed class BudgetExceptionReconciler(
    IResourceStore<BudgetException> store,
    ExceptionBook book,
    ExceptionRegister register,
    AcceptedExceptions exceptions,
    TimeProvider time
) : IReconciler<ResourceName>
{
    /// <summary>Longer than a timer should be trusted, and often enough for what lies further ahead.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    // What was last told; what a deleted one was for cannot be looked up any more.
    private readonly ConcurrentDictionary<ResourceName, Told> _told = new();

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            register.Forget(key);
            if (_told.TryRemove(key, out Told? former))
            {
                exceptions.Tell(former.Slo);
            }

            return new ReconcileResult.Done();
        }

        await register.RefreshAsync(found, ct);
        if (book.Find(key) is not { } standing)
        {
            return new ReconcileResult.Stalled(found.Error ?? "It is gone.");
        }

        TellNews(key, standing);
        return standing.Terms is { IsRevoked: false } terms
            ? new ReconcileResult.Done(UntilNext(terms.Time))
            : new ReconcileResult.Done();
    }

    private void TellNews(ResourceName key, StandingException standing)
    {
        var told = new Told(
            standing.Slo,
            standing.Terms,
            standing.Terms?.Time.At(time.GetUtcNow())?.Start
        );
        if (!_told.TryGetValue(key, out Told? before) || before != told)
        {
            _told[key] = told;
            exceptions.Tell(standing.Slo);
        }
    }

    /// <summary>To the next start or end.</summary>
    private TimeSpan? UntilNext(ExceptionTime times)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (times.End <= now)
        {
            return null;
        }

        DateTimeOffset[] ahead =
        [
            .. times
                .Between(new TimeRange(now, now + LongestWait))
                .SelectMany(each => new[] { each.Start, each.End })
                .Where(boundary => boundary > now)
                .Append(now + LongestWait),
        ];
        return ahead.Min() - now;
    }

    private sealed record Told(ResourceName Slo, ExceptionTerms? Terms, DateTimeOffset? Since);
}
