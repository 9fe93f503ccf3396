using SloOperator.Domain.OnCall;
using SloOperator.Pagers;

namespace SloOperator.Tests.Pagers;

public sealed class WakingsTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeRange Day = new(Midnight, Midnight.AddDays(1));

    [Fact]
    public void A_repeat_of_an_incident_wakes_nobody_again() =>
        Of(Told("I1", "ann", 100), Told("I1", "ann", 1900)).ShouldBe([Told("I1", "ann", 100)]);

    [Fact]
    public void An_escalation_wakes_the_next_person() =>
        Of(Told("I1", "ann", 100), Told("I1", "bob", 110))
            .ShouldBe([Told("I1", "ann", 100), Told("I1", "bob", 110)]);

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 2)]
    public void Another_incident_within_a_minute_is_the_same_waking(int later, int wakings) =>
        Of(Told("I1", "ann", 100), Told("I2", "ann", 100 + later)).Count.ShouldBe(wakings);

    [Fact]
    public void A_storm_is_one_waking_for_as_long_as_it_lasts() =>
        Of(Told("I1", "ann", 0), Told("I2", "ann", 50), Told("I3", "ann", 100))
            .ShouldBe([Told("I1", "ann", 0)]);

    [Fact]
    public void Two_incidents_in_the_same_second_are_one_waking() =>
        Of(Told("I2", "ann", 5), Told("I1", "ann", 5)).ShouldBe([Told("I1", "ann", 5)]);

    [Fact]
    public void A_waking_before_the_range_takes_in_what_follows_within_a_minute() =>
        Of(Told("I1", "ann", -30), Told("I2", "ann", 10)).ShouldBeEmpty();

    [Fact]
    public void Who_was_told_before_is_not_woken_by_a_repeat() =>
        Wakings
            .Of([Told("I1", "ann", 10)], new HashSet<(string, string)> { ("I1", "ann") }, Day)
            .ShouldBeEmpty();

    [Fact]
    public void The_end_of_the_range_is_not_in_it() =>
        Of(Told("I1", "ann", 86_400)).ShouldBeEmpty();

    private static IReadOnlyList<Notification> Of(params Notification[] notifications) =>
        Wakings.Of(notifications, new HashSet<(string, string)>(), Day);

    private static Notification Told(string incident, string person, int second) =>
        new(incident, person, person, Midnight.AddSeconds(second));
}
