using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers.Exceptions;

public sealed class AcceptedExceptionsTests : ExceptionScenario
{
    [Fact]
    public void Exclusions_come_in_order()
    {
        Apply("a", "start: '2026-11-20T08:00:00Z'", "end: '2026-11-20T09:00:00Z'");
        Apply("b", "start: '2026-11-20T05:00:00Z'", "end: '2026-11-20T06:00:00Z'");
        Apply("c", "start: '2026-11-20T09:00:00Z'", "end: '2026-11-20T10:00:00Z'");

        Excluded().ShouldBe(["b 05:00-06:00", "a 08:00-09:00", "c 09:00-10:00"]);
    }

    [Fact]
    public void A_recurring_one_excludes_each_of_its_times()
    {
        Apply(
            "night",
            "start: '2026-11-01T03:00:00Z'",
            "end: '2026-11-01T04:00:00Z'",
            "recurrence: FREQ=DAILY",
            "timeZone: UTC"
        );

        Exceptions
            .ExclusionsOf(Checkout, "availability", new(Given.Noon - Given.Hours(72), Given.Noon))
            .Select(time => time.Start)
            .ShouldBe([
                Given.At("2026-11-18T03:00:00Z"),
                Given.At("2026-11-19T03:00:00Z"),
                Given.At("2026-11-20T03:00:00Z"),
            ]);
    }

    [Fact]
    public void Those_of_another_namespace_or_TeamSLO_do_not_count()
    {
        Apply("night", "teamSLO: search");

        Excluded().ShouldBeEmpty();
        Exceptions
            .ExclusionsOf(new ResourceName("other", "checkout"), "availability", Today)
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_is_put_in_the_store_counts_at_once_and_what_is_removed_no_longer()
    {
        Excluded().ShouldBeEmpty();

        Apply("night");
        Excluded().ShouldBe(["night 09:00-11:30"]);

        Store.Delete(Night);
        Excluded().ShouldBeEmpty();
    }

    [Fact]
    public void A_TeamSLO_that_loses_its_objective_loses_what_was_excluded_of_it()
    {
        Apply("night", "objectives: [availability]");
        Excluded().ShouldNotBeEmpty();

        Slos.Put(
            Given.Slo(Given.Counted().Replace("availability", "answers", StringComparison.Ordinal))
        );

        Excluded().ShouldBeEmpty();
    }

    [Fact]
    public void Overrides_come_by_name()
    {
        string[] open =
        [
            "type: GateOverride",
            "start: '2026-11-20T11:00:00Z'",
            "end: '2026-11-20T13:00:00Z'",
        ];
        Apply("b", open);
        Apply("a", [.. open, "changes: [feature]", "objectives: [availability]"]);

        Open().ShouldBe(["a until 13:00", "b until 13:00"]);
        var fact = Exceptions.OverridesOf(Checkout, Given.Noon)[0];
        fact.Changes.ShouldBe(["feature"]);
        fact.Objectives.ShouldBe(["availability"]);
    }
}
