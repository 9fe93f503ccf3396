using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>The pages of every policy, whatever its source. Reconcilers say what they want read and read it here; they never ask anybody.</summary>
internal interface IPageReadings
{
    /// <summary>An owner's pages may have changed; only its name is said. Handlers return at once.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    event Action<ResourceName>? Changed;

    /// <summary>Replaces what was tracked for the owner; the same terms again are free.</summary>
    /// <param name="terms">Where its pages are, and how far back they matter.</param>
    /// <param name="kept">What its status keeps for a source that cannot be asked again.</param>
    void Track(OnCallTerms terms, WebhookStatus? kept);

    void Untrack(ResourceName owner);

    /// <summary>Null when the owner is not tracked, or nothing was read for it yet.</summary>
    PageReading? Read(ResourceName owner);

    /// <summary>A status with <see cref="PageReading.ToKeep"/> is written, and what it remembers will not be lost.</summary>
    void Kept(ResourceName owner, WebhookStatus kept);
}
