using System.Globalization;
using System.Text;
using System.Text.Json;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;
using SloOperator.Store;

namespace SloOperator.Tests.Controllers;

/// <summary>The words that scenarios of controllers are written in; noon is on a bucket edge and an hour edge.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = At("2026-11-20T12:00:00Z");

    public static DateTimeOffset At(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    public static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    /// <summary>99 % of the requests of a day: of 288,000 requests 2,880 may fail.</summary>
    public static Objective Availability(string target = "99", long minimumEvents = 0)
    {
        Target.TryParse(target, out Target parsed).ShouldBeTrue();
        return new Objective("availability", parsed, null, minimumEvents);
    }

    /// <summary>A ledger of a day up to noon: 288 buckets of 1,000 events, of which the last hour's have so many bad ones.</summary>
    public static BudgetLedger Day(double badOfEach = 0) =>
        new BudgetLedger(TimeSpan.FromDays(1))
            .Fill(Noon - Hours(24), Noon - Hours(1), 0, 1000)
            .Fill(Noon - Hours(1), Noon, badOfEach, 1000);

    /// <summary>Every bucket that ends in (<paramref name="after"/>, <paramref name="through"/>] holds the same.</summary>
    public static BudgetLedger Fill(
        this BudgetLedger ledger,
        DateTimeOffset after,
        DateTimeOffset through,
        double bad,
        double total
    )
    {
        for (
            DateTimeOffset end = after + BucketGrid.Length;
            end <= through;
            end += BucketGrid.Length
        )
        {
            ledger.Record(end, new BucketCounts(bad, total));
        }

        return ledger;
    }

    /// <summary>Prometheus answered, and there was no total in (<paramref name="after"/>, <paramref name="through"/>].</summary>
    public static BudgetLedger FindNothing(
        this BudgetLedger ledger,
        DateTimeOffset after,
        DateTimeOffset through
    )
    {
        for (
            DateTimeOffset end = after + BucketGrid.Length;
            end <= through;
            end += BucketGrid.Length
        )
        {
            ledger.Record(end, null);
        }

        return ledger;
    }

    public static Assessment Judged(
        Verdict verdict,
        decimal? remaining = null,
        string name = "availability",
        string? message = null
    ) =>
        new(
            Availability() with
            {
                Name = name,
            },
            verdict,
            message ?? (verdict == Verdict.Measured ? null : $"why it is {verdict}"),
            remaining is { } left ? Figures(left) : null
        );

    /// <summary>Figures of a quiet day with so much budget left.</summary>
    public static BudgetFigures Figures(decimal remaining) =>
        new()
        {
            EvaluatedAt = Noon,
            Sli = 1,
            Remaining = remaining,
            RemainingRaw = remaining,
            BadEvents = 0,
            TotalEvents = 288_000,
            BadAllowed = 2880,
            BadLeft = 2880,
            MinutesLeft = 14.4m,
            Burn = [.. BurnWindow.All.Select(window => new BurnRate(window, 0))],
            ExhaustionAt = null,
            Coverage = 1,
            MeasuredSince = Noon - Hours(24),
            IsShortOfHistory = false,
        };

    /// <summary>Nothing stands against a change, and no ticket is open.</summary>
    public static GateFindings Open { get; } =
        new(
            new PolicyDecision(
                new GateVerdict
                {
                    Decision = GateDecision.Allow,
                    Enforced = GateDecision.Allow,
                    IsAllowed = true,
                    Reason = GateReasons.WithinBudget,
                    Message = "No tier of policy default stands against a change.",
                    Since = Noon,
                },
                [],
                PolicyState.Empty
            ),
            [],
            BudgetPolicy.Default
        );

    /// <summary>Objects as users write them.</summary>
    public static Decoded<T> Manifest<T>(ResourceDefinition<T> kind, string yaml)
        where T : class, IKubernetesObject
    {
        ManifestFile file = ManifestReader.Parse("x.yaml", Encoding.UTF8.GetBytes(yaml));
        file.Problems.ShouldBeEmpty();
        return Decoded<T>.FromValue(
            JsonSerializer.Deserialize(file.Documents.Single().Json.Span, kind.TypeInfo)!
        );
    }

    public static PrometheusEndpoint Endpoint(
        string name = "default",
        string url = "http://prometheus:9090"
    ) =>
        Manifest(
            ManifestKinds.PrometheusEndpoint,
            $"apiVersion: slo-operator.dev/v1alpha1\nkind: PrometheusEndpoint\nmetadata: {{name: {name}}}\nspec: {{url: \"{url}\"}}\n"
        ).Value!;

    /// <summary>Denies, and raises a P1, at once when nothing is left; warns, and raises a P2, below half of the budget.</summary>
    public static ErrorBudgetPolicy Policy(string name) =>
        Manifest(
            ManifestKinds.ErrorBudgetPolicy,
            $$"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: ErrorBudgetPolicy
            metadata: {name: {{name}}}
            spec:
              tiers:
              - {name: exhausted, when: { budgetRemainingBelow: "0" }, clearAbove: "0.05", gate: Deny, ticket: { priority: P1 } }
              - {name: low, when: { budgetRemainingBelow: "0.5" }, clearAbove: "0.6", gate: Warn, ticket: { priority: P2 } }
            """
        ).Value!;

    public static TeamSlo Slo(
        string objectives,
        string fields = "",
        string name = "checkout",
        long generation = 1
    )
    {
        TeamSlo slo = Manifest(
            ManifestKinds.TeamSlo,
            $"""
            apiVersion: slo-operator.dev/v1alpha1
            kind: TeamSLO
            metadata: {"{"}name: {name}, namespace: shop{"}"}
            spec:
              team: payments
              service: checkout-api
              window: {"{"}rolling: 1d{"}"}
              {fields}
              objectives:
              {objectives}
            """
        ).Value!;
        return slo with
        {
            Metadata = slo.Metadata with { Generation = generation, Uid = "uid-" + name },
        };
    }

    /// <summary>An objective counted from <c>errors</c> and <paramref name="total"/>.</summary>
    public static string Counted(
        string name = "availability",
        string target = "99",
        string total = "requests",
        string more = ""
    ) =>
        "- {name: "
        + name
        + ", target: \""
        + target
        + "\", "
        + more
        + "indicator: {events: {errors: errors, total: "
        + total
        + "}}}";

    /// <summary>A ticket of a TeamSLO.</summary>
    public static ReliabilityTicket Ticket(ResourceName owner, string phase) =>
        new()
        {
            Metadata = new ObjectMeta { Name = $"{owner.Name}-1", Namespace = owner.Namespace },
            Spec = new() { TeamSlo = owner.Name, Cause = "BudgetLow" },
            Status = new() { Phase = phase },
        };
}
