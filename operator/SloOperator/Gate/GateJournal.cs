using SloOperator.Controllers;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Gate;

/// <summary>Tells who was stopped and who went through a closed gate: an audit line each, and an Event for the latter. A question that is asked again and again is told once.</summary>
internal sealed class GateJournal(IAuditLog audit, IEventSink events, TimeProvider time)
{
    private const int MostKept = 1_000;

    private readonly Lock _turn = new();
    private readonly HashSet<(ResourceName, string, string?)> _told = [];
    private readonly Queue<(ResourceName, string, string?)> _order = new();

    public void Note(TeamSlo slo, GateAnswer answer, GateRequest request, string who)
    {
        bool isBypass = answer.Reason == GateReasons.AllowedChange;
        if ((answer.Allowed && !isBypass) || !IsNews(request, answer))
        {
            return;
        }

        string decision = isBypass ? ConditionReasons.GateBypassed : ConditionReasons.GateDenied;
        if (isBypass)
        {
            events.Record(
                slo,
                isWarning: true,
                decision,
                $"{who} ships a change of class {request.Change} although the gate is closed. {answer.Message}"
            );
        }

        audit.Write(
            new AuditEntry
            {
                At = time.GetUtcNow(),
                Decision = decision,
                Who = who,
                Kind = ResourceKinds.TeamSlo.Kind,
                Name = request.Slo,
                Uid = slo.Metadata.Uid,
                Reason = Explain(answer, request),
                Reference = request.Reference,
            }
        );
    }

    private static string Explain(GateAnswer answer, GateRequest request) =>
        $"{answer.Reason}: {answer.Message}"
        + (request.Environment is { } environment ? $" Environment: {environment}." : "")
        + $" Decision {answer.DecisionId}.";

    private bool IsNews(GateRequest request, GateAnswer answer)
    {
        (ResourceName, string, string?) key = (request.Slo, answer.DecisionId, request.Reference);
        lock (_turn)
        {
            if (!_told.Add(key))
            {
                return false;
            }

            _order.Enqueue(key);
            if (_order.Count > MostKept)
            {
                _told.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
