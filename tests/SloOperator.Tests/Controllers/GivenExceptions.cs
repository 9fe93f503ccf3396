using System.Collections.Concurrent;
using SloOperator.Controllers.Exceptions;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers;

/// <summary>What was accepted, as a scenario says.</summary>
internal sealed class GivenExceptions : IExceptions
{
    public event Action<ResourceName>? Changed;

    public Task Synced { get; set; } = Task.CompletedTask;

    public bool HasListeners => Changed is not null;

    public IReadOnlyList<ExcludedTime> Excluded { get; set; } = [];

    public IReadOnlyList<OverrideFact> Overrides { get; set; } = [];

    /// <summary>What each exception gives back, as it was last told.</summary>
    public ConcurrentDictionary<ResourceName, decimal> Returned { get; } = new();

    public void Raise(ResourceName slo) => Changed?.Invoke(slo);

    public IReadOnlyList<ExcludedTime> ExclusionsOf(
        ResourceName slo,
        string objective,
        TimeRange window
    ) => Excluded;

    public IReadOnlyList<OverrideFact> OverridesOf(
        ResourceName slo,
        DateTimeOffset now,
        string? reference = null
    ) => Overrides;

    public void ReportReturned(ResourceName exception, string objective, decimal share) =>
        Returned[exception] = share;

    /// <summary>What was counted; empty while <see cref="TakesUses"/> is false.</summary>
    public ConcurrentQueue<(ResourceName Exception, ExceptionUse Use)> Uses { get; } = new();

    public bool TakesUses { get; set; }

    public Task<bool> RecordUseAsync(ResourceName exception, ExceptionUse use, CancellationToken ct)
    {
        if (TakesUses)
        {
            Uses.Enqueue((exception, use));
        }

        return Task.FromResult(TakesUses);
    }
}
