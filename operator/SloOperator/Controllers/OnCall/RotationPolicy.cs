using SloOperator.Controllers.Policy;
using SloOperator.Controllers.Tickets;
using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>The policy's part in a reconcile of an OnCallPolicy: lets the domain decide what its load asks for, and files the tickets.</summary>
internal sealed class RotationPolicy(ITicketFiling filing, TimeProvider time)
{
    /// <param name="terms">Whose load it is, and by which policy it is judged.</param>
    /// <param name="assessment">Its load.</param>
    /// <param name="last">The status written last; null: none was.</param>
    public LoadDecision Decide(
        OnCallTerms terms,
        LoadAssessment assessment,
        OnCallPolicyStatus? last
    ) =>
        LoadDecider.Decide(
            new LoadFacts(
                terms.Policy,
                terms.Plan.Thresholds,
                assessment,
                PolicyMemory.Read(last?.Policy, gate: null),
                time.GetUtcNow()
            )
        );

    public Task<IReadOnlyList<FiledTicket>> FileAsync(
        OnCallTerms terms,
        (LoadAssessment Assessment, LoadDecision Decision) found,
        CancellationToken ct
    ) =>
        filing.FileAsync(
            new TicketOwner
            {
                Kind = OwnerKinds.OnCallPolicy,
                Name = terms.Owner,
                Uid = terms.Uid ?? terms.Owner.ToString(),
                Team = terms.Team,
                Terms = terms.Policy.Tickets,
            },
            [
                .. found.Decision.Tickets.Select(intent =>
                    TicketText.Write(SubjectOf(terms, found.Assessment), intent)
                ),
            ],
            ct
        );

    private static TicketSubject SubjectOf(OnCallTerms terms, LoadAssessment assessment) =>
        new()
        {
            Kind = OwnerKinds.OnCallPolicy,
            Owner = terms.Owner,
            Team = terms.Team,
            Name = terms.Owner.Name,
            Policy = terms.Policy,
            Load = new LoadSubject(assessment, terms.Plan.Thresholds),
        };

    /// <summary>The owner is gone.</summary>
    public Task ForgetAsync(ResourceName policy, CancellationToken ct) =>
        filing.ForgetAsync(OwnerKinds.OnCallPolicy, policy, ct);
}
