using System.Collections.Concurrent;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

/// <summary>What has been read so far, by owner; who is not in it was not read yet.</summary>
internal sealed class MemoryPages : IPageReadings
{
    private readonly ConcurrentDictionary<ResourceName, PageHistory> _histories = new();
    private readonly ConcurrentDictionary<ResourceName, OnCallTerms> _tracked = new();

    public event Action<ResourceName>? Changed;

    public bool HasListeners => Changed is not null;

    /// <summary>Every owner that was tracked, in the order it was asked for.</summary>
    public ConcurrentQueue<ResourceName> Asked { get; } = new();

    /// <summary>What the status kept when the source was tracked last.</summary>
    public WebhookStatus? Kept { get; private set; }

    public IReadOnlyDictionary<ResourceName, OnCallTerms> Tracked => _tracked;

    public void Answer(ResourceName owner, PageHistory history) => _histories[owner] = history;

    public void Raise(ResourceName owner) => Changed?.Invoke(owner);

    public void Track(OnCallTerms terms, WebhookStatus? kept)
    {
        Asked.Enqueue(terms.Owner);
        Kept = kept;
        _tracked[terms.Owner] = terms;
    }

    public void Untrack(ResourceName owner) => _tracked.TryRemove(owner, out _);

    /// <summary>What of each reading has to be kept; null for sources that can be asked again.</summary>
    public WebhookStatus? ToKeep { get; set; }

    /// <summary>What was said to be written, oldest first.</summary>
    public ConcurrentQueue<WebhookStatus> Written { get; } = new();

    public PageReading? Read(ResourceName owner) =>
        _tracked.ContainsKey(owner) && _histories.GetValueOrDefault(owner) is { } history
            ? new PageReading(history, ToKeep)
            : null;

    void IPageReadings.Kept(ResourceName owner, WebhookStatus kept) => Written.Enqueue(kept);
}
