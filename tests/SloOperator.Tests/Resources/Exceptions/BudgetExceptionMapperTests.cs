using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;
using SloOperator.Resources.Exceptions;
using SloOperator.Tests.Controllers;

namespace SloOperator.Tests.Resources.Exceptions;

public sealed class BudgetExceptionMapperTests
{
    [Fact]
    public void An_exclusion_arrives()
    {
        ExceptionTerms terms = WrittenException.Terms();

        terms.Name.ShouldBe("night");
        terms.Type.ShouldBe(ExceptionType.Exclusion);
        terms.Objectives.ShouldBeEmpty();
        terms.Time.ShouldBe(
            new SingleTime(
                new TimeRange(Given.At("2026-11-20T09:00:00Z"), Given.At("2026-11-20T11:30:00Z"))
            )
        );
        (terms.RequestedBy, terms.ApprovedBy).ShouldBe(("bo", "sre-leads/ann"));
        terms.IsRevoked.ShouldBeFalse();
    }

    [Fact]
    public void An_override_arrives()
    {
        ExceptionTerms terms = WrittenException.Terms(
            "type: GateOverride",
            "objectives: [availability]",
            "changes: [feature]",
            "maxUses: 3",
            "revoked: true"
        );

        terms.Type.ShouldBe(ExceptionType.GateOverride);
        terms.Objectives.ShouldBe(["availability"]);
        terms.Changes.ShouldBe(["feature"]);
        terms.MaxUses.ShouldBe(3);
        terms.IsRevoked.ShouldBeTrue();
    }

    [Fact]
    public void A_recurrence_is_read_off_the_clock_of_its_zone() =>
        WrittenException
            .Terms(
                "start: '2026-10-18T01:00:00+02:00'",
                "end: '2026-10-18T04:00:00+02:00'",
                "recurrence: FREQ=WEEKLY;BYDAY=SU",
                "timeZone: Europe/Berlin"
            )
            .Time.Between(new(Given.At("2026-10-24T00:00:00Z"), Given.At("2026-10-26T00:00:00Z")))
            // The night in which the clocks go back: four hours from one to four.
            .ShouldBe([
                new TimeRange(Given.At("2026-10-24T23:00:00Z"), Given.At("2026-10-25T03:00:00Z")),
            ]);

    [Fact]
    public void A_start_that_is_not_of_the_recurrence_is_refused_with_its_weekday() =>
        WrittenException
            .Problems(
                "start: '2026-11-20T23:30:00Z'",
                "end: '2026-11-21T01:00:00Z'",
                "recurrence: FREQ=WEEKLY;BYDAY=FR",
                "timeZone: Europe/Berlin"
            )
            .ShouldBe([
                "spec.start: is on 2026-11-21, a Saturday in Europe/Berlin, and the recurrence is not; begin on a date of the recurrence",
            ]);

    [Fact]
    public void A_recurrence_that_leaves_no_time_is_refused() =>
        WrittenException
            .Problems(
                "start: '2026-11-20T00:00:00Z'",
                "end: '2026-11-21T00:00:00Z'",
                "recurrence: FREQ=DAILY",
                "timeZone: UTC"
            )
            .ShouldHaveSingleItem()
            .ShouldStartWith("spec.recurrence: begins again before its end, or at it");

    [Fact]
    public void What_of_a_recurrence_is_not_supported_is_named() =>
        WrittenException
            .Problems("recurrence: FREQ=DAILY;BYHOUR=3", "timeZone: UTC")
            .ShouldHaveSingleItem()
            .ShouldStartWith(
                "spec.recurrence: \"FREQ=DAILY;BYHOUR=3\" cannot be used: BYHOUR is not supported; "
            );

    [Fact]
    public void Clocks_that_go_back_between_start_and_end_are_told() =>
        WrittenException
            .Problems(
                "start: '2026-10-25T00:50:00Z'",
                "end: '2026-10-25T01:10:00Z'",
                "recurrence: FREQ=DAILY",
                "timeZone: Europe/Berlin"
            )
            .ShouldBe([
                "spec.end: shows 2026-10-25 02:10 on the clock of Europe/Berlin, and the start 2026-10-25 02:50: clocks go back between them; begin on another date",
            ]);

    [Fact]
    public void Every_problem_is_told_at_once() =>
        BudgetExceptionValidator
            .Validate(
                Written.Exception(
                    """
                    teamSLO: A
                    type: Holiday
                    objectives: [a, a]
                    category: Weather
                    start: yesterday
                    end: "2026-11-20T11:30:00"
                    recurrence: FREQ=YEARLY
                    timeZone: Europe/Bern
                    changes: [A]
                    reason: " "
                    requestedBy: a b
                    maxUses: 0
                    """
                )
            )
            .Select(problem => problem.Path)
            .ShouldBe(
                [
                    "spec.teamSLO",
                    "spec.type",
                    "spec.objectives[1]",
                    "spec.category",
                    "spec.start",
                    "spec.end",
                    "spec.recurrence",
                    "spec.timeZone",
                    "spec.changes[0]",
                    "spec.reason",
                    "spec.requestedBy",
                    "spec.approvedBy",
                    "spec.maxUses",
                ],
                ignoreOrder: true
            );

    [Fact]
    public void The_digest_tells_another_spec_and_does_not_mind_that_it_was_revoked()
    {
        string digest = SpecDigest.Of(WrittenException.With().Spec!);

        SpecDigest.Of(WrittenException.With("revoked: true").Spec!).ShouldBe(digest);
        SpecDigest.Of(WrittenException.With("reason: another").Spec!).ShouldNotBe(digest);
        SpecDigest.Of(WrittenException.With("objectives: [a]").Spec!).ShouldNotBe(digest);
    }
}
