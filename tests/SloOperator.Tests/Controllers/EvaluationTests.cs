using SloOperator.Controllers;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Objectives;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;
using SloOperator.Resources;

namespace SloOperator.Tests.Controllers;

/// <summary>A day to noon with 10 bad of 1,000 in each of the last hour's buckets; 0.1 % may fail.</summary>
public sealed class EvaluationTests
{
    private static readonly ExcludedTime LastHour = new(
        "patch",
        Given.Noon - TimeSpan.FromMinutes(58),
        Given.Noon
    );

    [Fact]
    public void Excluded_time_is_taken_from_the_objective_it_is_of()
    {
        Evaluation evaluation = Evaluation.Of(Slo(), [Reading(), Reading()], [[], [LastHour]]);

        evaluation.Assessment.Objectives[0].Figures!.BadEvents.ShouldBe(120m);
        evaluation.Assessment.Objectives[1].Figures!.BadEvents.ShouldBe(10m);
        evaluation.Assessment.Objectives[1].IsExclusionPending.ShouldBeTrue();
    }

    [Fact]
    public void What_exclusions_need_is_asked_for_with_the_objective_it_is_of()
    {
        var part = new EventSpan(LastHour.Start, LastHour.Start + TimeSpan.FromMinutes(3));

        Evaluation evaluation = Evaluation.Of(Slo(), [Reading(), Reading()], [[], [LastHour]]);
        Subscription subscription = SubscriptionMapper.Map(Slo(), evaluation.Apart);

        subscription.Objectives[0].Apart.ShouldBe(WantedDetail.None);
        subscription.Objectives[1].Apart.ShouldBe(new WantedDetail([], [part]));
        subscription.ShouldNotBe(SubscriptionMapper.Map(Slo()));
        subscription.ShouldBe(SubscriptionMapper.Map(Slo(), evaluation.Apart));
    }

    [Fact]
    public void Without_exclusions_nothing_is_asked_for()
    {
        Evaluation evaluation = Evaluation.Of(Slo(), [Reading(), new(new BudgetLedger(Day))]);

        evaluation.Apart.ShouldBe([WantedDetail.None, WantedDetail.None]);
        SubscriptionMapper.Map(Slo(), evaluation.Apart).ShouldBe(SubscriptionMapper.Map(Slo()));
    }

    private static TimeSpan Day => TimeSpan.FromDays(1);

    private static Reading Reading()
    {
        var ledger = new BudgetLedger(Day);
        for (int bucket = 287; bucket >= 0; bucket--)
        {
            ledger.Record(
                Given.Noon - (bucket * BucketGrid.Length),
                new BucketCounts(bucket < 12 ? 10 : 0, 1_000)
            );
        }

        return new Reading(ledger);
    }
SLO
}
