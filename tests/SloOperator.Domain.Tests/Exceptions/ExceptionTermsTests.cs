using SloOperator.Domain.Budgets;
using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Exceptions;

public sealed class ExceptionTermsTests
{
    private static readonly ExceptionTerms Release = new()
    {
        Name = "release",
        Type = ExceptionType.GateOverride,
        Objectives = ["availability"],
        Changes = ["feature"],
        MaxUses = 2,
        Time = new SingleTime(new TimeRange(Noon, Noon.AddHours(1))),
        RequestedBy = "bob",
        ApprovedBy = "ann",
        IsRevoked = false,
        CreatedAt = Noon,
    };

    [Theory]
    [InlineData(-1, 0, ExceptionPhase.Pending)]
    [InlineData(0, 0, ExceptionPhase.Active)]
    [InlineData(0, 1, ExceptionPhase.Active)]
    [InlineData(0, 2, ExceptionPhase.Expired)]
    [InlineData(59, 0, ExceptionPhase.Active)]
    [InlineData(60, 0, ExceptionPhase.Expired)]
    public void A_phase_follows_from_time_and_uses(int minutes, int uses, ExceptionPhase phase) =>
        Release.PhaseAt(Noon.AddMinutes(minutes), uses).ShouldBe(phase);

    [Fact]
    public void Revoked_is_revoked_whenever() =>
        (Release with { IsRevoked = true })
            .PhaseAt(Noon.AddHours(2), 5)
            .ShouldBe(ExceptionPhase.Revoked);

    [Fact]
    public void An_override_in_force_says_what_it_lets_through_and_until_when()
    {
        OverrideFact fact = Release.OverrideAt(Noon, 1).ShouldNotBeNull();

        fact.Name.ShouldBe("release");
        fact.Objectives.ShouldBe(["availability"]);
        fact.Changes.ShouldBe(["feature"]);
        fact.Until.ShouldBe(Noon.AddHours(1));
    }

    [Fact]
    public void It_is_not_in_force_outside_of_its_time_used_up_or_revoked()
    {
        Release.OverrideAt(Noon.AddTicks(-1), 0).ShouldBeNull();
        Release.OverrideAt(Noon.AddHours(1), 0).ShouldBeNull();
        Release.OverrideAt(Noon, 2).ShouldBeNull();
        (Release with { IsRevoked = true }).OverrideAt(Noon, 0).ShouldBeNull();
        (Release with { Type = ExceptionType.Exclusion }).OverrideAt(Noon, 0).ShouldBeNull();
    }

    [Fact]
    public void An_exclusion_excludes_its_whole_time_for_its_objectives_also_when_it_is_over()
    {
        ExceptionTerms exclusion = Release with { Type = ExceptionType.Exclusion };
        var window = new TimeRange(Noon.AddMinutes(30), Noon.AddDays(3));

        exclusion
            .ExcludedIn(window, "availability")
            .ShouldBe([new ExcludedTime("release", Noon, Noon.AddHours(1))]);
        exclusion.ExcludedIn(window, "latency").ShouldBeEmpty();
        exclusion
            .ExcludedIn(new TimeRange(Noon.AddHours(1), Noon.AddDays(3)), "availability")
            .ShouldBeEmpty();
        (exclusion with { IsRevoked = true }).ExcludedIn(window, "availability").ShouldBeEmpty();
        Release.ExcludedIn(window, "availability").ShouldBeEmpty();
    }
}
