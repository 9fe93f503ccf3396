using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class ElectionDecisionTests
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(15);

    [Fact]
    public void A_lease_that_does_not_exist_is_created() =>
        Decide(null, 0).ShouldBeOfType<ElectionDecision.Create>();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_lease_without_a_holder_is_free(string? holder) =>
        Decide(new LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = 15 }, 0)
            .ShouldBeOfType<ElectionDecision.Take>();

    [Fact]
    public void Our_own_lease_is_renewed() =>
        Decide(new LeaseSpec { HolderIdentity = "me" }, 0).ShouldBeOfType<ElectionDecision.Renew>();

    [Fact]
    public void Anothers_lease_is_left_alone_until_it_was_unchanged_for_its_duration()
    {
        var other = new LeaseSpec { HolderIdentity = "other", LeaseDurationSeconds = 15 };

        Decide(other, 14).ShouldBe(new ElectionDecision.Wait(TimeSpan.FromSeconds(1)));
        Decide(other, 15).ShouldBeOfType<ElectionDecision.Take>();
    }

    [Fact]
    public void The_holders_own_duration_counts() =>
        Decide(new LeaseSpec { HolderIdentity = "other", LeaseDurationSeconds = 60 }, 15)
            .ShouldBe(new ElectionDecision.Wait(TimeSpan.FromSeconds(45)));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_lease_without_a_duration_has_ours(int? duration) =>
        Decide(new LeaseSpec { HolderIdentity = "other", LeaseDurationSeconds = duration }, 5)
            .ShouldBe(new ElectionDecision.Wait(TimeSpan.FromSeconds(10)));

    [Theory]
    [InlineData(1990)]
    [InlineData(2090)]
    public void The_times_another_machine_wrote_do_not_matter(int year) =>
        Decide(
                new LeaseSpec
                {
                    HolderIdentity = "other",
                    LeaseDurationSeconds = 15,
                    RenewTime = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero),
                },
                5
            )
            .ShouldBe(new ElectionDecision.Wait(TimeSpan.FromSeconds(10)));

    private static ElectionDecision Decide(LeaseSpec? lease, int unchangedForSeconds) =>
        ElectionDecision.For(lease, TimeSpan.FromSeconds(unchangedForSeconds), "me", _lifetime);
}
