using System.Globalization;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>Evaluations a minute apart, gaps of up to five minutes joined; samples of one day, as hh:mm or hh:mm:ss.</summary>
public sealed class AlertLedgerTests
{
    private static readonly EpisodeRule Rule = new(
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5)
    );

    private readonly AlertLedger _ledger = new(Rule);

    [Fact]
    public void Samples_of_one_alert_are_one_incident()
    {
        Fires("api", "12:00", "12:01", "12:02");

        Incident incident = Incidents().ShouldHaveSingleItem();

        incident.ShouldBe(new Incident("api", At("12:00"), At("12:02"), 1));
    }

    [Fact]
    public void Nothing_was_added_and_nobody_was_woken()
    {
        Incidents().ShouldBeEmpty();
        _ledger.UpperStarts().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("12:02", 1)]
    [InlineData("12:05", 1)]
    [InlineData("12:05:01", 2)]
    public void A_gap_of_more_than_the_merge_gap_is_two_incidents(string again, int incidents)
    {
        Fires("api", "12:00", again);

        Incidents().Count.ShouldBe(incidents);
    }

    [Theory]
    [InlineData("12:02", 1)]
    [InlineData("12:02:01", 2)]
    public void A_missed_evaluation_is_no_end_and_two_are_one(string again, int upper)
    {
        Fires("api", "12:00", again);

        _ledger.UpperStarts().Count.ShouldBe(upper);
        Incidents().ShouldHaveSingleItem().Onsets.ShouldBe(upper);
    }

    [Fact]
    public void Replicas_of_a_Prometheus_count_once()
    {
        Fires("api", "12:00", "12:01", "12:02");
        FiresAs("pod-1", "b", ["12:00:20", "12:01:20", "12:02:20"]);

        Incident incident = Incidents().ShouldHaveSingleItem();

        incident.ShouldBe(new Incident("api", At("12:00"), At("12:02:20"), 1));
        _ledger.UpperStarts().ShouldBe([At("12:00")]);
    }

    [Fact]
    public void A_replica_that_was_restarted_leaves_no_gap_where_the_other_saw_the_alert()
    {
        Fires("api", "12:00", "12:01", "12:10", "12:11");
        FiresAs("pod-1", "b", [.. Minutes(0, 11).Select(minute => minute + ":30")]);

        Incidents().ShouldHaveSingleItem().Onsets.ShouldBe(1);
        _ledger.UpperStarts().Count.ShouldBe(1);
    }

    [Fact]
    public void Pods_that_come_and_go_are_one_incident_of_many_alerts()
    {
        FiresAs("pod-1", "a", ["12:00", "12:01", "12:02"]);
        FiresAs("pod-2", "a", ["12:02", "12:03", "12:04"]);
        FiresAs("pod-3", "a", ["12:08"]);

        Incident incident = Incidents().ShouldHaveSingleItem();

        incident.Onsets.ShouldBe(3);
        incident.End.ShouldBe(At("12:08"));
        _ledger.UpperStarts().ShouldBe([At("12:00"), At("12:08")]);
    }

    [Fact]
    public void Keys_are_apart_and_sorted_by_start()
    {
        Fires("web", "12:01");
        Fires("api", "12:00");
        Fires("db", "12:01");

        Incidents().Select(incident => incident.Key).ShouldBe(["api", "db", "web"]);
    }

    [Theory]
    [InlineData("12:02", true)]
    [InlineData("12:02:01", false)]
    public void An_incident_is_open_until_its_last_sample_is_too_old(string upTo, bool isOpen)
    {
        Fires("api", "12:00");

        Incident incident = _ledger.Incidents(At(upTo)).ShouldHaveSingleItem();

        incident.End.ShouldBe(isOpen ? null : At("12:00"));
    }

    [Fact]
    public void Samples_in_any_order_and_twice_make_no_difference()
    {
        Fires("api", "12:04", "12:00");
        Fires("api", "12:02", "12:04", "12:01", "12:03");

        Incidents().ShouldBe([new Incident("api", At("12:00"), At("12:04"), 1)]);
    }

    [Fact]
    public void What_ended_before_is_forgotten_and_what_reaches_beyond_stays_whole()
    {
        Fires("api", "12:00", "12:01");
        Fires("api", "12:30", "12:34", "12:38");
        Fires("web", "12:00");

        _ledger.Forget(At("12:35"));

        Incidents().ShouldBe([new Incident("api", At("12:30"), At("12:38"), 3)]);
    }

    [Fact]
    public void What_ends_at_the_time_is_not_forgotten()
    {
        Fires("api", "12:00");

        _ledger.Forget(At("12:00"));
        Incidents().Count.ShouldBe(1);

        _ledger.Forget(At("12:00:01"));
        Incidents().ShouldBeEmpty();
    }

    [Fact]
    public void A_full_ledger_takes_nothing_more_and_says_so()
    {
        var ledger = new AlertLedger(Rule, mostStretches: 2);
        ledger.Add(new AlertSeries("api", "pod-1", "a"), [At("12:00"), At("12:01"), At("12:30")]);
        ledger.IsOverfull.ShouldBeFalse();

        ledger.Add(new AlertSeries("web", "pod-1", "a"), [At("12:00")]);

        ledger.IsOverfull.ShouldBeTrue();
        ledger.Incidents(At("13:00")).Select(incident => incident.Key).ShouldBe(["api", "api"]);
    }

    [Fact]
    public void What_was_forgotten_makes_room()
    {
        var ledger = new AlertLedger(Rule, mostStretches: 2);
        ledger.Add(new AlertSeries("api", "pod-1", "a"), [At("12:00"), At("12:30")]);
        ledger.Forget(At("12:10"));

        ledger.Add(new AlertSeries("web", "pod-1", "a"), [At("12:40")]);

        ledger.IsOverfull.ShouldBeFalse();
        ledger.Incidents(At("13:00")).Count.ShouldBe(2);
    }

    [Fact]
    public void A_rule_needs_an_interval_and_a_gap_that_is_not_shorter()
    {
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new EpisodeRule(TimeSpan.Zero, TimeSpan.FromMinutes(1))
        );
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new EpisodeRule(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1))
        );
        new EpisodeRule(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)).SampleGap.ShouldBe(
            TimeSpan.FromMinutes(2)
        );
    }

    private void Fires(string key, params string[] times) =>
        _ledger.Add(new AlertSeries(key, "pod-1", "a"), times.Select(At));

    private void FiresAs(string alert, string replica, string[] times) =>
        _ledger.Add(new AlertSeries("api", alert, replica), times.Select(At));

    private IReadOnlyList<Incident> Incidents() => _ledger.Incidents(At("23:00"));

    private static IEnumerable<string> Minutes(int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(minute => $"12:{minute:00}");

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse(
            $"2026-11-20T{time}Z",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
}
