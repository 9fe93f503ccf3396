using System.Globalization;
using SloOperator.Domain.Budgets;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.Collection;

/// <summary>Hours and parts of buckets that are read beside the ledger; a week's window, read on 20 November at 12:00:30.</summary>
public sealed class ApartCollectionTests : CollectorScenario
{
    private static readonly EventSpan ThreeMinutes = new(At("10:02", 14), At("10:05", 14));

    [Fact]
    public async Task An_hour_that_is_wanted_is_known_bucket_by_bucket()
    {
        // As many as the minute says: 5 of 100 at 10:05, 10 at 10:10 …
        Prometheus.Series(Bad, time => time.Minute);
        Prometheus.Series(Total, 100);
        await StartAsync();

        await WantAsync(Hours(At("10:00", 14)));

        BucketDetail detail = Read().Detail.ShouldNotBeNull();
        detail.TryGet(At("10:05", 14), out BucketCounts? first).ShouldBeTrue();
        first.ShouldBe(new BucketCounts(5, 100));
        detail.TryGet(At("11:00", 14), out BucketCounts? last).ShouldBeTrue();
        last.ShouldBe(new BucketCounts(0, 100));
        detail.TryGet(At("11:05", 14), out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_part_of_a_bucket_is_read_as_long_as_it_is_at_its_end()
    {
        await StartAsync();
        Prometheus.Series(Part("bad", 3), time => time == At("10:05", 14) ? 2 : null);
        Prometheus.Series(Part("all", 3), time => time == At("10:05", 14) ? 30 : null);

        await WantAsync(Pieces(ThreeMinutes));

        Read()
            .Detail!.TryGetPiece(At("10:02", 14), At("10:05", 14), out BucketCounts? counts)
            .ShouldBeTrue();
        counts.ShouldBe(new BucketCounts(2, 30));
    }

    [Fact]
    public async Task A_part_without_a_total_is_known_to_hold_nothing()
    {
        await StartAsync();

        await WantAsync(Pieces(ThreeMinutes));

        Read()
            .Detail!.TryGetPiece(At("10:02", 14), At("10:05", 14), out BucketCounts? counts)
            .ShouldBeTrue();
        counts.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_wanted_beside_the_ledger_leaves_the_ledger_as_it_is()
    {
        await StartAsync();
        BudgetLedger before = Read().Ledger;

        await WantAsync(Hours(At("10:00", 14)));

        Read().Ledger.ShouldBeSameAs(before);
        Prometheus.Queries.Count(request => request.Points > 12).ShouldBe(0);
        Changed.ShouldContain(Shop);
    }

    [Fact]
    public async Task The_same_hour_of_many_objectives_is_one_request()
    {
        ObjectiveSubscription[] many =
        [
            .. Enumerable.Range(0, 20).Select(i => Errors($"bad{i}", $"all{i}", days: 7)),
        ];
        Track(many);
        await CollectAsync("12:00:30");
        Prometheus.Forget();

        Track([.. many.Select(one => one with { Apart = Hours(At("10:00", 14)) })]);
        await CollectAsync("12:00:30");

        Prometheus.Queries.Count(IsOfHour).ShouldBe(1);
    }

    [Fact]
    public async Task The_past_is_read_once()
    {
        await StartAsync();
        await WantAsync(Hours(At("10:00", 14)));
        Prometheus.Forget();

        await CollectAsync("12:05:30");
        await CollectAsync("12:20:30");

        Prometheus.Queries.ShouldNotContain(request => request.Start < At("10:00"));
    }

    [Fact]
    public async Task What_ended_less_than_three_buckets_ago_is_read_once_more()
    {
        var young = new EventSpan(At("11:52"), At("11:55"));
        await StartAsync();
        Prometheus.Series(Part("all", 3), 30);
        await WantAsync(Pieces(young));
        Prometheus.Series(Part("all", 3), 31);

        await CollectAsync("12:05:30");
        Counts().ShouldBe(30);
        await CollectAsync("12:10:30");
        Counts().ShouldBe(31);
        Prometheus.Series(Part("all", 3), 32);
        await CollectAsync("12:15:30");
        await CollectAsync("12:30:30");
        Counts().ShouldBe(31);

        double? Counts()
        {
            Read().Detail!.TryGetPiece(young.Start, young.End, out BucketCounts? counts);
            return counts?.Total;
        }
    }

    [Fact]
    public async Task A_refusal_is_tried_again_at_the_next_boundary_and_the_figures_stay_fresh()
    {
        await StartAsync();
        Prometheus.Refuse(Part("all", 3));

        await WantAsync(Pieces(ThreeMinutes));

        Read().Failure.ShouldBeNull();
        Read().Nonsense.ShouldBeNull();
        Read().Detail!.TryGetPiece(ThreeMinutes.Start, ThreeMinutes.End, out _).ShouldBeFalse();
        Prometheus.Accept(Part("all", 3));
        await CollectAsync("12:05:30");
        Read().Detail!.TryGetPiece(ThreeMinutes.Start, ThreeMinutes.End, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failure_ends_the_pass_and_leaves_the_rest_to_the_next_boundary()
    {
        await StartAsync();
        Prometheus.IsDown = true;

        await WantAsync(Hours(At("10:00", 14)));

        Read().Failure.ShouldBeNull();
        Prometheus.IsDown = false;
        await CollectAsync("12:05:30");
        Read().Detail!.TryGet(At("10:05", 14), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_longer_wanted_is_forgotten_but_for_the_last_hours()
    {
        await StartAsync();
        await WantAsync(
            new WantedDetail(
                [.. Enumerable.Range(0, 30).Select(hour => At("00:00", 14).AddHours(hour))],
                [ThreeMinutes]
            )
        );

        await WantAsync(WantedDetail.None);

        BucketDetail detail = Read().Detail!;
        detail.TryGetPiece(ThreeMinutes.Start, ThreeMinutes.End, out _).ShouldBeFalse();
        Enumerable
            .Range(0, 30)
            .Where(hour => detail.TryGet(At("00:05", 14).AddHours(hour), out _))
            .ShouldBe(Enumerable.Range(6, 24));
    }

    [Fact]
    public async Task More_than_fits_in_a_pass_is_read_in_the_passes_that_follow_at_once()
    {
        await StartAsync();

        await WantAsync(
            new WantedDetail(
                [.. Enumerable.Range(0, 70).Select(hour => At("00:00", 14).AddHours(hour))],
                []
            )
        );

        Read().Detail!.TryGet(At("00:00", 14).AddHours(70), out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_wish_that_is_there_from_the_start_follows_the_window()
    {
        Prometheus.Series(Total, 100);
        Track(Errors(days: 7) with { Apart = Hours(At("10:00", 14)) });

        await CollectAsync("12:00:30");

        Read().Detail!.TryGet(At("10:05", 14), out BucketCounts? counts).ShouldBeTrue();
        counts.ShouldBe(new BucketCounts(0, 100));
    }

    [Fact]
    public async Task What_has_not_ended_is_not_asked_for()
    {
        await StartAsync();
        Prometheus.Forget();

        await WantAsync(Pieces(new EventSpan(At("12:00"), At("12:03"))));

        Prometheus.Queries.ShouldNotContain(request => request.End > At("12:00"));
    }

    private static WantedDetail Hours(DateTimeOffset hour) => new([hour], []);

    private static WantedDetail Pieces(EventSpan piece) => new([], [piece]);

    private static string Part(string metric, int minutes) =>
        Queries
            .For(
                new Indicator.ErrorEvents(Metric(metric), Metric(metric)),
                TimeSpan.FromMinutes(5),
                TimeSpan.FromMinutes(minutes),
                null
            )
            .Total;

    private static bool IsOfHour(FakeRequest request) =>
        request.Start == DateTimeOffset.Parse("2026-11-14T10:05:00Z", CultureInfo.InvariantCulture)
        && request.Points == 12;

    private async Task StartAsync()
    {
        Track(Errors(days: 7));
        await CollectAsync("12:00:30");
        Prometheus.Forget();
        ForgetChanges();
    }

    private Task WantAsync(WantedDetail wanted)
    {
        Track(Errors(days: 7) with { Apart = wanted });
        return CollectAsync("12:00:30");
    }
}
