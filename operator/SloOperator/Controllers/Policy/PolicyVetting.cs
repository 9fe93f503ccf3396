using SloOperator.Resources.Policy;

namespace SloOperator.Controllers.Policy;

/// <summary>Says on an ErrorBudgetPolicy whether it can be used.</summary>
internal static class PolicyVetting
{
    public static ReadyController<ErrorBudgetPolicy> CreateController(
        IResourceStore<ErrorBudgetPolicy> policies,
        IEventSink events,
        TimeProvider time,
        ILogger<ErrorBudgetPolicy> log
    ) => new("errorbudgetpolicy", policies, CreateReconciler(policies, events, time), (time, log));

    public static ReadyReconciler<ErrorBudgetPolicy> CreateReconciler(
        IResourceStore<ErrorBudgetPolicy> policies,
        IEventSink events,
        TimeProvider time
    ) =>
        new(
            policies,
            new ReadyPublication<ErrorBudgetPolicy>(
                policies,
                events,
                policy => policy.Status,
                (metadata, status) => new ErrorBudgetPolicy { Metadata = metadata, Status = status }
            ),
            (policy, _) => Task.FromResult(Finding.Of(ErrorBudgetPolicyValidator.Validate(policy))),
            time
        );
}
