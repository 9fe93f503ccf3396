using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;

namespace SloOperator.Controllers;

/// <summary>Says on an object of the platform team whether it can be used, whether or not anybody uses it.</summary>
/// <param name="store">Of its kind.</param>
/// <param name="publication">Where its status goes.</param>
/// <param name="judge">What is found of it.</param>
/// <param name="time">Dates the conditions.</param>
internal sealed class ReadyReconciler<T>(
    IResourceStore<T> store,
    ReadyPublication<T> publication,
    Func<T, CancellationToken, Task<Finding>> judge,
    TimeProvider time
) : IReconciler<ResourceName>
    where T : class, IKubernetesObject
{
    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (store.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            publication.Forget(key);
            return new ReconcileResult.Done();
        }

        T target = found.Value ?? publication.Unreadable(found.Metadata);
        Finding finding = found.Value is { } readable
            ? await judge(readable, ct)
            : Finding.Of(Problem.OfDecoding(found.Error!));
        await publication.PublishAsync(target, Describe(target, finding.Fact), ct);
        return finding is { Fact.Holds: false, AskAgain: null }
            ? new ReconcileResult.Stalled(finding.Fact.Message)
            : new ReconcileResult.Done(finding.AskAgain);
    }

    private ReadyStatus Describe(T target, ConditionFact fact) =>
        new()
        {
            ObservedGeneration = target.Metadata.Generation,
            Conditions =
            [
                fact.After(
                    publication.LastPublished(target)?.Conditions,
                    target.Metadata.Generation,
                    time.GetUtcNow()
                ),
            ],
        };
}
