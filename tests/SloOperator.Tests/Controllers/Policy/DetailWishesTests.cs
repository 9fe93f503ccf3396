using SloOperator.Controllers;
using SloOperator.Controllers.Policy;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Policy;
using SloOperator.Resources;

namespace SloOperator.Tests.Controllers.Policy;

/// <summary>An hour that makes a forecast exact is wanted for as long as the gate is closed.</summary>
public sealed class DetailWishesTests
{
    private static readonly DateTimeOffset Hour = Given.Noon - TimeSpan.FromDays(10);
    private static readonly TeamObjectives Slo = new TeamSloMapper(
        _ => Kubernetes.Api.Decoded<PrometheusEndpoint>.FromValue(Given.Endpoint()),
        _ => null
    )
        .Map(Given.Slo(Given.Counted()))
        .Objectives!;

    private readonly DetailWishes _wishes = new();

    [Fact]
    public void An_open_gate_wants_nothing()
    {
        _wishes.Note(Slo, Outcome(Given.Open.Decision.Gate)).ShouldBeFalse();

        _wishes.Of(Slo.Owner).ShouldBeEmpty();
    }

    [Fact]
    public void A_closed_gate_wants_the_hour_until_it_opens()
    {
        _wishes.Note(Slo, Outcome(Closed(Hour))).ShouldBeTrue();
        _wishes.Of(Slo.Owner).Single().Hours.ShouldBe([Hour]);

        // The hour was read, so the forecast is exact: without the hour it would not be.
        _wishes.Note(Slo, Outcome(Closed())).ShouldBeFalse();
        _wishes.Of(Slo.Owner).Single().Hours.ShouldBe([Hour]);

        _wishes.Note(Slo, Outcome(Given.Open.Decision.Gate)).ShouldBeTrue();
        _wishes.Of(Slo.Owner).ShouldBeEmpty();
    }

    [Fact]
    public void Of_hours_that_relief_moves_through_the_last_two_are_wanted()
    {
        for (int hour = 0; hour < 3; hour++)
        {
            _wishes.Note(Slo, Outcome(Closed(Hour + Given.Hours(hour))));
        }

        _wishes
            .Of(Slo.Owner)
            .Single()
            .Hours.ShouldBe([Hour + Given.Hours(1), Hour + Given.Hours(2)]);
    }

    private static GateVerdict Closed(params IEnumerable<DateTimeOffset> wanted) =>
        Given.Open.Decision.Gate with
        {
            Decision = GateDecision.Deny,
            Enforced = GateDecision.Deny,
            IsAllowed = false,
            DetailWanted = [.. wanted.Select(hour => ("availability", hour))],
        };

    private static TeamOutcome Outcome(GateVerdict gate) =>
        new(
            new Evaluation(new TeamAssessment([]), [], [WantedDetail.None]),
            new PolicyDecision(gate, [], PolicyState.Empty),
            []
        );
}
