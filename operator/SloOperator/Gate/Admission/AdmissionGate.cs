using SloOperator.Kubernetes.Admission;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate.Admission;

/// <summary>Judges new versions of workloads at the API server's own door. What it cannot judge it lets pass with a warning, unless the policy says otherwise.</summary>
internal sealed partial class AdmissionGate(
    GateDesk desk,
    IWorkloadRevisions revisions,
    string operatorNamespace,
    ILogger log
)
{
    private const string KubeSystem = "kube-system";

    /// <summary>Half of what the API server waits for the whole answer.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    public async ValueTask<AdmissionDecision> JudgeAsync(
        AdmissionRequest request,
        CancellationToken ct
    )
    {
        if (
            request.Namespace == operatorNamespace
            || request.Namespace == KubeSystem
            || WorkloadChange.Of(request) is not { } change
        )
        {
            return AdmissionDecision.Allow();
        }

        var question = new GateRequest(change.Slo, change.Change, change.Reference);
        if (!question.IsValid(out string? problem))
        {
            return AdmissionDecision.Allow(
                $"The gate of this workload cannot be asked: {problem}; see the label {WorkloadChange.SloLabel} and the annotation {WorkloadChange.ChangeAnnotation}."
            );
        }

        GateAsked looked = desk.Look(question);
        // Where the answer is no, it is not yet known whether it counts.
        if (
            looked is GateAsked.Answered { Answer.Allowed: false }
            && await PassesAsRollbackAsync(change, ct) is { } passes
        )
        {
            return passes;
        }

        string who = request.UserInfo?.Username ?? "";
        return Decide(
            request.DryRun is true ? looked : await desk.RecordAsync(looked, question, who, ct),
            question
        );
    }

    /// <summary>Null: it is no rollback.</summary>
    private async Task<AdmissionDecision?> PassesAsRollbackAsync(
        WorkloadChange change,
        CancellationToken ct
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestLook);
        try
        {
            return await revisions.RanBeforeAsync(change, limit.Token)
                ? AdmissionDecision.Allow("This goes back to what ran before, which no gate stops.")
                : null;
        }
        catch (Exception e)
            when (e is KubeException or HttpRequestException or OperationCanceledException
                && !ct.IsCancellationRequested
            )
        {
            LogUnseen(log, change.Slo, e.Message);
            return AdmissionDecision.Allow(
                $"The gate of TeamSLO {change.Slo} is closed, but whether this goes back to what ran before could not be seen: {e.Message}."
            );
        }
    }

    private static AdmissionDecision Decide(GateAsked asked, GateRequest question) =>
        asked switch
        {
            GateAsked.Answered { Answer: { } answer } => Decide(answer),
            GateAsked.NotFound => AdmissionDecision.Allow(
                $"No TeamSLO {question.Slo} is there, which the label {WorkloadChange.SloLabel} names: no gate was asked."
            ),
            GateAsked.NotNow { Reason: { } reason } => AdmissionDecision.Allow(
                $"The gate of TeamSLO {question.Slo} could not be asked: {reason}."
            ),
            _ => AdmissionDecision.Allow(),
        };

    private static AdmissionDecision Decide(GateAnswer answer) =>
        answer switch
        {
            { Allowed: false } => AdmissionDecision.Deny(Explain(answer)),
            { Decision: "Allow", Exception: null, Reason: not "AllowedChange" } =>
                AdmissionDecision.Allow(),
            _ => AdmissionDecision.Allow(GateWords.Line(answer)),
        };

    private static string Explain(GateAnswer answer)
    {
        string text = $"TeamSLO {answer.Namespace}/{answer.Name}: {GateWords.Line(answer)}";
        return answer.AllowChanges.Count == 0
            ? text
            : $"{text} Changes of class {string.Join(", ", answer.AllowChanges)} pass with the annotation {WorkloadChange.ChangeAnnotation}.";
    }

    [LoggerMessage(
        LogLevel.Warning,
        "A change behind the closed gate of TeamSLO {Slo} was let pass, for its revisions could not be read: {Problem}"
    )]
    private static partial void LogUnseen(ILogger log, ResourceName slo, string problem);
}
