using SloOperator.Controllers.Tickets.Text;
using SloOperator.Kubernetes.Admission;

namespace SloOperator.Gate.Admission;

/// <summary>Judges new versions of workloads at the API server's own door. What it cannot judge it lets pass with a warning, unless the policy says otherwise.</summary>
internal sealed class AdmissionGate(GateDesk desk, string operatorNamespace)
{
    private const string KubeSystem = "kube-system";

    private readonly RunTemplates _ran = new();

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

        bool isRollback = _ran.IsRollback(change);
        bool isRehearsal = request.DryRun is true;
        if (!isRehearsal)
        {
            _ran.Note(change);
        }

        return isRollback
            ? AdmissionDecision.Allow("This goes back to what ran before, which no gate stops.")
            : await AskAsync(request, change, isRehearsal, ct);
    }

    private async ValueTask<AdmissionDecision> AskAsync(
        AdmissionRequest request,
        WorkloadChange change,
        bool isRehearsal,
        CancellationToken ct
    )
    {
        var question = new GateRequest(
            change.Slo,
            change.Change,
            // The API server may ask twice about the same.
            $"{change.Workload}@{change.After}"
        );
        if (!question.IsValid(out string? problem))
        {
            return AdmissionDecision.Allow(
                $"The gate of this workload cannot be asked: {problem}; see the label {WorkloadChange.SloLabel} and the annotation {WorkloadChange.ChangeAnnotation}."
            );
        }

        string who = request.UserInfo?.Username ?? "";
        return await desk.AskAsync(question, who, isRehearsal, ct) switch
        {
            GateAsked.Answered { Answer: { } answer } => Decide(answer),
            GateAsked.NotFound => AdmissionDecision.Allow(
                $"No TeamSLO {change.Slo} is there, which the label {WorkloadChange.SloLabel} names: no gate was asked."
            ),
            GateAsked.NotNow { Reason: { } reason } => AdmissionDecision.Allow(
                $"The gate of TeamSLO {change.Slo} could not be asked: {reason}."
            ),
            _ => AdmissionDecision.Allow(),
        };
    }

    private static AdmissionDecision Decide(GateAnswer answer) =>
        answer switch
        {
            { Allowed: false } => AdmissionDecision.Deny(Explain(answer)),
            { Decision: "Allow", Exception: null, Reason: not "AllowedChange" } =>
                AdmissionDecision.Allow(),
            _ => AdmissionDecision.Allow($"{answer.Reason}: {answer.Message}"),
        };

    private static string Explain(GateAnswer answer)
    {
        string text =
            $"TeamSLO {answer.Namespace}/{answer.Name}: {answer.Reason}: {answer.Message}";
        if (answer.NextRelief is { } relief)
        {
            text += $" It opens by itself at {TicketFigures.Utc(relief)} if the last hours go on.";
        }

        return answer.AllowChanges.Count == 0
            ? text
            : $"{text} Changes of class {string.Join(", ", answer.AllowChanges)} pass with the annotation {WorkloadChange.ChangeAnnotation}.";
    }
}
