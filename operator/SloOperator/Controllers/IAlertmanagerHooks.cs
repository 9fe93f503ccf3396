using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>Where what Alertmanager tells by webhook goes to.</summary>
internal interface IAlertmanagerHooks
{
    /// <summary>Only the leader writes statuses; the others send the caller to try again.</summary>
    bool IsLeading { get; }

    /// <summary>
    /// What the callers of a policy's hook prove that they know. Null when there is no such policy, when it takes no webhook, or when its secret is
    /// missing; as quickly then as else, or names could be told by the time that it takes.
    /// </summary>
    /// <exception cref="IOException">It cannot be told now.</exception>
    ValueTask<string?> SecretAsync(ResourceName policy, CancellationToken ct);

    /// <summary>Completes when what was told would survive a restart: Alertmanager does not tell it again once it is accepted.</summary>
    /// <exception cref="IOException">It could not be kept; Alertmanager shall try again.</exception>
    ValueTask<Verdict> AcceptAsync(
        ResourceName policy,
        GroupNotification notification,
        CancellationToken ct
    );

    internal enum Verdict
    {
        Accepted,

        /// <summary>The policy has gone since its secret was read, or takes no webhook any more.</summary>
        Unknown,

        /// <summary>The lease was lost meanwhile.</summary>
        NotLeading,
    }
}
