using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Exceptions;

public sealed class ExceptionReviewTests
{
    private static readonly ReviewFacts Facts = new(
        new ExceptionRules(Days(2), ["sre-leads", "directors"], ApproverMayBeRequester: false),
        FourWeeks,
        ["availability", "latency"]
    );

    [Fact]
    public void What_keeps_to_the_rules_is_accepted() =>
        Problems(Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z")).ShouldBeEmpty();

    [Fact]
    public void An_objective_that_the_TeamSLO_does_not_have_is_refused_where_it_stands() =>
        Problems(
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
                {
                    Objectives = ["latency", "latncy"],
                }
            )
            .ShouldBe([
                (
                    "objectives[1]",
                    "latncy is no objective of the TeamSLO; it has availability, latency"
                ),
            ]);

    [Theory]
    [InlineData("sre-leads/ann", true)]
    [InlineData("directors/ann", true)]
    [InlineData("ann", false)]
    [InlineData("team-a/ann", false)]
    [InlineData("sre-leads2/ann", false)]
    public void Somebody_of_a_group_of_the_policy_must_approve(string who, bool may) =>
        Fields(
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
                {
                    ApprovedBy = who,
                }
            )
            .ShouldBe(may ? [] : ["approvedBy"]);

    [Fact]
    public void Without_groups_anybody_may_approve() =>
        Review(
                Facts with
                {
                    Rules = ExceptionRules.Default,
                },
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
                {
                    ApprovedBy = "ann",
                }
            )
            .ShouldHaveSingleItem()
            .IsAccepted.ShouldBeTrue();

    [Theory]
    [InlineData("ann", "sre-leads/ann", false)]
    [InlineData("sre-leads/ann", "sre-leads/ann", false)]
    [InlineData("team-a/Ann", "sre-leads/ann", false)]
    [InlineData("anna", "sre-leads/ann", true)]
    public void Nobody_approves_what_they_asked_for(string asked, string approved, bool may) =>
        Fields(
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
                {
                    RequestedBy = asked,
                    ApprovedBy = approved,
                }
            )
            .ShouldBe(may ? [] : ["approvedBy"]);

    [Fact]
    public void A_policy_may_allow_it() =>
        Review(
                Facts with
                {
                    Rules = Facts.Rules with { ApproverMayBeRequester = true },
                },
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
                {
                    RequestedBy = "ann",
                }
            )
            .ShouldHaveSingleItem()
            .IsAccepted.ShouldBeTrue();

    [Fact]
    public void The_longest_span_is_allowed_and_a_second_more_is_not()
    {
        Problems(Exclusion("a", "2026-11-18T10:00:00Z", "2026-11-20T10:00:00Z")).ShouldBeEmpty();

        Problems(Exclusion("a", "2026-11-18T10:00:00Z", "2026-11-20T10:01:00Z"))
            .ShouldBe([
                ("end", "is 2d1m after the start, and the policy allows 2d; end it earlier"),
            ]);
    }

    [Fact]
    public void An_exclusion_that_was_over_before_the_window_began_is_without_effect() =>
        Problems(Exclusion("a", "2026-10-23T10:00:00Z", "2026-10-23T12:00:00Z"))
            .ShouldBe([
                (
                    "end",
                    "2026-10-23T12:00:00Z is before the budget's window began, 2026-10-23T12:00:00Z; it is without effect, remove it"
                ),
            ]);

    [Fact]
    public void One_that_reaches_into_the_window_is_accepted() =>
        Problems(Exclusion("a", "2026-10-23T10:00:00Z", "2026-10-23T12:00:01Z")).ShouldBeEmpty();

    [Fact]
    public void Of_two_that_overlap_the_one_made_later_is_refused_whatever_order_they_come_in()
    {
        ExceptionTerms first = Exclusion("z", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z");
        ExceptionTerms second = Exclusion("a", "2026-11-20T10:30:00Z", "2026-11-20T12:00:00Z") with
        {
            CreatedAt = Noon.AddSeconds(1),
        };

        IReadOnlyList<ReviewedException> reviewed = Review(Facts, second, first);

        reviewed.Select(each => each.Terms.Name).ShouldBe(["z", "a"]);
        reviewed[0].IsAccepted.ShouldBeTrue();
        reviewed[1]
            .Problems.ShouldBe([
                (
                    "start",
                    "overlaps the exclusion z, made earlier, from 2026-11-20T10:30:00Z to 2026-11-20T11:00:00Z; leave that time out, or revoke the other"
                ),
            ]);
    }

    [Fact]
    public void Of_two_made_at_once_the_name_decides() =>
        Review(
                Facts,
                Exclusion("b", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"),
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z")
            )
            .Select(each => (each.Terms.Name, each.IsAccepted))
            .ShouldBe([("a", true), ("b", false)]);

    [Fact]
    public void What_is_refused_stands_in_nobodys_way()
    {
        ExceptionTerms tooLong = Exclusion("a", "2026-11-10T00:00:00Z", "2026-11-20T12:00:00Z");
        ExceptionTerms fine = Exclusion("b", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z");

        Review(Facts, tooLong, fine).Select(each => each.IsAccepted).ShouldBe([false, true]);
    }

    [Fact]
    public void What_was_revoked_stands_in_nobodys_way()
    {
        ExceptionTerms revoked = Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
        {
            IsRevoked = true,
        };

        Review(Facts, revoked, Exclusion("b", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"))
            .ShouldAllBe(each => each.IsAccepted);
    }

    [Fact]
    public void Exclusions_side_by_side_do_not_overlap() =>
        Review(
                Facts,
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"),
                Exclusion("b", "2026-11-20T11:00:00Z", "2026-11-20T12:00:00Z")
            )
            .ShouldAllBe(each => each.IsAccepted);

    [Theory]
    [InlineData("availability", "latency", true)]
    [InlineData("availability", "availability", false)]
    [InlineData("availability", null, false)]
    [InlineData(null, "latency", false)]
    public void Exclusions_of_other_objectives_may_share_their_time(
        string? left,
        string? right,
        bool may
    ) =>
        Review(
            Facts,
            Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
            {
                Objectives = left is null ? [] : [left],
            },
            Exclusion("b", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
            {
                Objectives = right is null ? [] : [right],
            }
        )[1]
            .IsAccepted.ShouldBe(may);

    [Fact]
    public void An_override_may_share_its_time_with_anything() =>
        Review(
                Facts,
                Exclusion("a", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"),
                Override("b"),
                Override("c")
            )
            .ShouldAllBe(each => each.IsAccepted);

    [Fact]
    public void Two_that_recur_are_compared_as_far_as_they_ever_meet()
    {
        // Every Sunday, and every other month's last day: they first meet on Sunday 2027-01-31.
        ExceptionTerms sundays = Recurring("a", "FREQ=WEEKLY", new(2026, 11, 22, 1, 0));
        ExceptionTerms months = Recurring(
            "b",
            "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
            new(2026, 11, 30, 1, 30)
        );

        Review(Facts, sundays, months)[1]
            .Problems.ShouldHaveSingleItem()
            .Message.ShouldStartWith(
                "overlaps the exclusion a, made earlier, from 2027-01-31T01:30:00Z to 2027-01-31T02:00:00Z; "
            );
    }

    private static ExceptionTerms Recurring(
        string name,
        string rule,
        NodaTime.LocalDateTime start
    ) =>
        Exclusion(name, "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
        {
            Time = new RecurringTime(
                RecurrenceText.Parse(rule, out _)!,
                NodaTime.DateTimeZone.Utc,
                start,
                start.PlusHours(1)
            ),
        };

    private static ExceptionTerms Override(string name) =>
        Exclusion(name, "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z") with
        {
            Type = ExceptionType.GateOverride,
        };

    /// <summary>Made at noon, in order.</summary>
    private static ExceptionTerms Exclusion(string name, string start, string end) =>
        new()
        {
            Name = name,
            Type = ExceptionType.Exclusion,
            Objectives = [],
            Time = new SingleTime(new TimeRange(At(start), At(end))),
            RequestedBy = "bob",
            ApprovedBy = "sre-leads/ann",
            IsRevoked = false,
            CreatedAt = Noon,
        };

    private static IReadOnlyList<(string Field, string Message)> Problems(ExceptionTerms terms) =>
        Review(Facts, terms).ShouldHaveSingleItem().Problems;

    private static IEnumerable<string> Fields(ExceptionTerms terms) =>
        Problems(terms).Select(problem => problem.Field);

    private static IReadOnlyList<ReviewedException> Review(
        ReviewFacts facts,
        params ExceptionTerms[] terms
    ) => ExceptionReview.Of(terms, facts);
}
