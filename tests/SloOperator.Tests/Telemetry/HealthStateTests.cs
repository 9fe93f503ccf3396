using SloOperator.Telemetry;

namespace SloOperator.Tests.Telemetry;

public sealed class HealthStateTests
{
    private readonly HealthState _health = new();

    [Fact]
    public void Before_any_report_the_program_is_alive_and_not_ready()
    {
        _health.Alive.ShouldBeTrue();
        _health.Ready.ShouldBeFalse();
    }

    [Theory]
    [InlineData(HealthScope.Note, true, true)]
    [InlineData(HealthScope.Ready, true, false)]
    [InlineData(HealthScope.Live, false, false)]
    public void A_broken_part_counts_as_far_as_its_scope_says(object scope, bool alive, bool ready)
    {
        _health.Report("store", ok: true, "synced");

        _health.Report("part", ok: false, "broken", (HealthScope)scope);

        _health.Alive.ShouldBe(alive);
        _health.Ready.ShouldBe(ready);
    }

    [Fact]
    public void The_last_report_of_a_part_counts()
    {
        _health.Report("store", ok: false, "reading");
        _health.Report("store", ok: true, "synced");

        _health.Ready.ShouldBeTrue();
        _health.Facts.ShouldBe([new HealthFact("store", true, "synced", HealthScope.Ready)]);
    }
}
