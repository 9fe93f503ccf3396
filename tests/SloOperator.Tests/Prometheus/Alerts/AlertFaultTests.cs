using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Tests.Prometheus.Alerts;

/// <summary>A Prometheus that does not answer, and a clock that is moved.</summary>
public sealed class AlertFaultTests : AlertScenario
{
    [Fact]
    public async Task Of_a_Prometheus_that_never_answered_nothing_is_known()
    {
        Prometheus.IsDown = true;
        Track(Subscription());

        await PassAsync("12:00:30");

        PageHistory history = Read();
        history.Known.Length.ShouldBe(TimeSpan.Zero);
        history.Covered.ShouldBeEmpty();
        ReadFailure failure = history.Failure.ShouldNotBeNull();
        failure.Since.ShouldBe(At("12:00:30"));
        failure.Reason.ShouldContain("503");
    }

    [Theory]
    [InlineData("Presence")]
    [InlineData("Counts")]
    [InlineData("Samples")]
    public async Task A_question_that_is_not_answered_fails_the_pass(string kind)
    {
        Fire(At("10:00:00"), At("10:10:00"));
        Prometheus.DownFor = kind;
        Track(Subscription());

        await PassAsync("12:00:30");

        Read().Failure.ShouldNotBeNull();
        Read().Known.Length.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_failed_pass_keeps_the_last_good_history_and_says_since_when()
    {
        Fire(At("10:00:00"), At("10:10:00"));
        Watch(At("00:00:00", 16), At("12:00:00"));
        Track(Subscription());
        await PassAsync("12:00:30");
        PageHistory good = Read();

        Prometheus.IsDown = true;
        await PassAsync("12:01:30");
        await PassAsync("12:02:30");

        Read().Incidents.ShouldBe(good.Incidents);
        Read().Known.ShouldBe(good.Known);
        Read().Covered.ShouldBe(good.Covered);
        Read().Failure.ShouldNotBeNull().Since.ShouldBe(At("12:01:30"));
    }

    [Fact]
    public async Task After_a_failure_everything_since_the_last_good_pass_is_read()
    {
        Track(Subscription());
        await PassAsync("12:00:30");
        Prometheus.IsDown = true;
        await PassAsync("12:01:30");
        Fire(At("12:01:00"), At("12:02:00"));
        Watch(At("12:01:00"), At("12:20:00"));

        Prometheus.IsDown = false;
        await PassAsync("12:20:30");

        Read().Failure.ShouldBeNull();
        Incidents().ShouldBe(["Slow/api 20 12:01:00-20 12:02:00, 1"]);
        Read().Covered.ShouldBe([new TimeRange(At("12:00:00"), At("12:20:00"))]);
    }

    [Fact]
    public async Task A_failure_that_comes_back_begins_anew()
    {
        Track(Subscription());
        Prometheus.IsDown = true;
        await PassAsync("12:00:30");
        Prometheus.IsDown = false;
        await PassAsync("12:01:30");

        Prometheus.IsDown = true;
        await PassAsync("12:02:30");

        Read().Failure.ShouldNotBeNull().Since.ShouldBe(At("12:02:30"));
    }

    [Fact]
    public async Task A_clock_put_back_starts_over_with_the_window()
    {
        Fire(At("10:00:00", 19), At("10:10:00", 19));
        Track(Subscription());
        await PassAsync("12:00:30");

        await PassAsync("12:00:30", 19);

        Read().Known.ShouldBe(new TimeRange(At("12:00:00", 17), At("12:00:00", 19)));
        Incidents().ShouldBe(["Slow/api 19 10:00:00-19 10:10:00, 1"]);
    }

    [Fact]
    public async Task Coverage_of_a_time_that_had_not_come_is_asked_for_again_when_it_has()
    {
        Watch(At("00:00:00", 15), At("12:00:00", 19));
        Track(Subscription());
        await PassAsync("12:00:30");
        await PassAsync("12:00:30", 19);
        Watch(At("12:01:00", 19), At("12:10:00", 19));

        await PassAsync("12:10:30", 19);

        Read().Covered.ShouldBe([new TimeRange(At("12:10:00", 15), At("12:10:00", 19))]);
    }

    [Fact]
    public async Task A_clock_that_leapt_over_all_that_is_known_starts_over_with_the_window()
    {
        Fire(At("10:00:00", 10), At("10:10:00", 10));
        Track(Subscription());
        await PassAsync("12:00:30", 10);

        await PassAsync("12:00:30");

        Read().Known.ShouldBe(new TimeRange(At("12:00:00", 18), At("12:00:00")));
        Incidents().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_selector_of_far_too_many_alerts_is_told_so_and_counts_nothing()
    {
        // Every three minutes of two days, in each of 110 pods: 105,600 times.
        DateTimeOffset start = At("12:00:00") - TimeSpan.FromDays(2);
        DateTimeOffset[] times = [.. Enumerable.Range(0, 960).Select(i => start.AddMinutes(3 * i))];
        foreach (int pod in Enumerable.Range(0, 110))
        {
            Prometheus.Add(Pages, Labels("api", [("pod", $"p-{pod}")]), times);
        }

        Track(Subscription());
        await PassAsync("12:00:30");

        Read()
            .Failure.ShouldNotBeNull()
            .Reason.ShouldContain("fired more than 100000 times; narrow the selector");
        Read().Incidents.ShouldBeEmpty();
    }
}
