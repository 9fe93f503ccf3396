using System.Text.Json.Serialization.Metadata;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;

namespace SloOperator.Controllers.Exceptions;

/// <summary>The status of BudgetExceptions.</summary>
internal sealed class ExceptionPublication(IResourceStore<BudgetException> store, IEventSink events)
    : StatusPublication<BudgetException, BudgetExceptionStatus>(store, events)
{
    private const decimal ReturnedStep = 0.001m;

    protected override JsonTypeInfo<BudgetExceptionStatus> TypeInfo =>
        ResourceJson.Default.BudgetExceptionStatus;

    protected override BudgetExceptionStatus? StatusOf(BudgetException target) => target.Status;

    protected override BudgetException Make(ObjectMeta metadata, BudgetExceptionStatus? status) =>
        new() { Metadata = metadata, Status = status };

    protected override bool IsMaterial(
        BudgetExceptionStatus? before,
        BudgetExceptionStatus after
    ) =>
        (before?.ObservedGeneration, before?.Phase, before?.Uses, before?.SpecDigest)
            != (after.ObservedGeneration, after.Phase, after.Uses, after.SpecDigest)
        || !MaterialChange.IsNear(before?.BudgetReturned, after.BudgetReturned, ReturnedStep)
        || MaterialChange.Differ(before?.Conditions, after.Conditions);

    protected override IReadOnlyList<Condition>? ConditionsOf(BudgetExceptionStatus status) =>
        status.Conditions;
}
