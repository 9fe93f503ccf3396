using System.Collections.Concurrent;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Exceptions;

/// <summary>What exclusions were last told to give back.</summary>
internal sealed class ReturnedShares
{
    // Less is not worth a look: a status shows tenths of a percentage point.
    private const decimal Step = 0.001m;

    private readonly ConcurrentDictionary<
        ResourceName,
        ConcurrentDictionary<string, decimal>
    > _shares = new();

    /// <summary>True when the status may have to say so.</summary>
    public bool Report(ResourceName exception, string objective, decimal share)
    {
        ConcurrentDictionary<string, decimal> shares = _shares.GetOrAdd(exception, _ => new());
        bool isNews =
            !shares.TryGetValue(objective, out decimal before) || Math.Abs(share - before) >= Step;
        if (isNews)
        {
            shares[objective] = share;
        }

        return isNews;
    }

    /// <summary>Of the objective that it gives most; null: nothing was told.</summary>
    public decimal? MostOf(ResourceName exception) =>
        _shares.TryGetValue(exception, out var shares) && !shares.IsEmpty
            ? shares.Values.Max()
            : null;

    public void Forget(ResourceName exception) => _shares.TryRemove(exception, out _);
}
