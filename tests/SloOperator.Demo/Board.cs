using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Tickets;

namespace SloOperator.Demo;

/// <summary>What the demo shows: kubectl's tables, where to look further, and how the figures compare with what truly happened.</summary>
internal sealed class Board(
    ManifestsWithStatus<TeamSlo> slos,
    ManifestsWithStatus<OnCallPolicy> policies,
    TicketFiles tickets,
    (EventLogCheck Budgets, ShopPages Pages) truth,
    TimeProvider time
)
{
    private readonly KubectlTable<TeamSlo> _slos = KubectlTable<TeamSlo>.FromCrd(
        "crds/teamslos.yaml",
        ResourceKinds.TeamSlo
    );

    private readonly KubectlTable<OnCallPolicy> _policies = KubectlTable<OnCallPolicy>.FromCrd(
        "crds/oncallpolicies.yaml",
        ResourceKinds.OnCallPolicy
    );

    private readonly KubectlTable<ReliabilityTicket> _tickets =
        KubectlTable<ReliabilityTicket>.FromCrd(
            "crds/reliabilitytickets.yaml",
            ResourceKinds.ReliabilityTicket
        );

    public required string Where { get; init; }

    public string Text { get; private set; } = "";

    /// <summary>Every budget shown is the one of the event log, and every page was one.</summary>
    public bool Holds { get; private set; }

    public void Refresh()
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<TeamSlo> read = slos.Read();
        IReadOnlyList<OnCallPolicy> rotations = policies.Read();
        IReadOnlyList<BudgetComparison> comparisons = truth.Budgets.Compare(read);
        bool pagesHold = rotations.All(IsTrue);
        Text =
            $"{_slos.Text(read, now)}\n{_policies.Text(rotations, now)}\n{_tickets.Text(tickets.Read(), now)}\n{Where}\n"
            + $"{EventLogCheck.Describe(comparisons)}\n{string.Concat(rotations.Select(Describe))}";
        Holds = comparisons.All(comparison => comparison.Holds) && pagesHold;
    }

    private bool IsTrue(OnCallPolicy policy) =>
        policy.Status?.Incidents?.Lower == truth.Pages.CountIn(policy.Status?.Window);

    private string Describe(OnCallPolicy policy) =>
        IsTrue(policy)
            ? $"checked against the shop's pages: {policy.Metadata.Name} had {policy.Status?.Incidents?.Lower}\n"
            : $"the shop had {truth.Pages.CountIn(policy.Status?.Window)} pages, {policy.Metadata.Name} says {policy.Status?.Incidents?.Lower}\n";
}
