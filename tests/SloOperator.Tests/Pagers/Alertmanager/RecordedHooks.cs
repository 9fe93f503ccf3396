using System.Collections.Concurrent;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Pagers.Alertmanager;

/// <summary>One policy, payments/primary, whose secret is "s3cret"; remembers what was accepted and who was asked for.</summary>
internal sealed class RecordedHooks : IAlertmanagerHooks
{
    public const string Secret = "s3cret";

    public static readonly ResourceName Primary = new("payments", "primary");

    public bool IsLeading { get; set; } = true;

    public string? Known { get; set; } = Secret;

    public Func<IAlertmanagerHooks.Verdict> Verdict { get; set; } =
        () => IAlertmanagerHooks.Verdict.Accepted;

    public ConcurrentQueue<(
        ResourceName Policy,
        GroupNotification Notification
    )> Accepted { get; } = [];

    public ConcurrentQueue<ResourceName> Asked { get; } = [];

    public ValueTask<string?> SecretAsync(ResourceName policy, CancellationToken ct)
    {
        Asked.Enqueue(policy);
        return policy.Name == "unreadable"
            ? throw new IOException("no answer")
            : ValueTask.FromResult(policy == Primary ? Known : null);
    }

    public ValueTask<IAlertmanagerHooks.Verdict> AcceptAsync(
        ResourceName policy,
        GroupNotification notification,
        CancellationToken ct
    )
    {
        Accepted.Enqueue((policy, notification));
        return ValueTask.FromResult(Verdict());
    }
}
