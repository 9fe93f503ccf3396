using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class CollectorPassTests : CollectorScenario
{
    [Fact]
    public async Task A_new_objective_is_read_from_its_windows_start()
    {
        Prometheus.Series(Bad, 1);
        Prometheus.Series(Total, 100);
        Track(Errors(days: 28));

        await CollectAsync("12:00:30");

        Read().Ledger.ReadThrough.ShouldBe(At("12:00:00"));
        Read()
            .Ledger.FirstMeasured.ShouldBe(
                new DateTimeOffset(2026, 10, 23, 12, 5, 0, TimeSpan.Zero)
            );
        Read()
            .Ledger.Sum(new DateTimeOffset(2026, 10, 23, 12, 0, 0, TimeSpan.Zero), At("12:00:00"))
            .Total.ShouldBe(806_400);
        Prometheus.Queries.ShouldHaveSingleItem().Points.ShouldBe(8_064);
    }

    [Fact]
    public async Task A_window_of_ninety_days_is_read_in_pieces_from_old_to_new()
    {
        Prometheus.Series(Total, 1);
        Track(Errors(days: 90));

        await CollectAsync("12:00:30");

        Prometheus.Queries.Select(request => request.Points).ShouldBe([10_000, 10_000, 5_920]);
        Prometheus.Queries.Select(request => request.Start).ShouldBeInOrder();
        Read()
            .Ledger.Sum(At("12:00:00") - TimeSpan.FromDays(90), At("12:00:00"))
            .Total.ShouldBe(25_920);
    }

    [Fact]
    public async Task A_window_of_one_day_is_read_for_the_three_days_that_burn_rates_look_back()
    {
        Prometheus.Series(Total, 1);
        Track(Errors(days: 1));

        await CollectAsync("12:00:30");

        Prometheus.Queries.ShouldHaveSingleItem().Points.ShouldBe(864);
    }

    [Fact]
    public async Task Each_boundary_reads_the_last_three_buckets_again()
    {
        Prometheus.Series(Bad, 1);
        Prometheus.Series(Total, 100);
        Track(Errors());
        await CollectAsync("12:00:30");
        Prometheus.Forget();
        Prometheus.Series(Total, time => time == At("11:55:00") ? 150 : 100);

        await CollectAsync("12:05:30");

        FakeRequest request = Prometheus.Queries.ShouldHaveSingleItem();
        (request.Start, request.End, request.IsInstant).ShouldBe(
            (At("11:55:00"), At("12:05:00"), false)
        );
        Sum("11:50:00", "12:05:00").ShouldBe((3, 350));
    }

    [Fact]
    public async Task A_gap_is_filled_from_the_last_bucket_read()
    {
        Prometheus.Series(Bad, 0);
        Prometheus.Series(Total, 100);
        Track(Errors());
        await CollectAsync("12:00:30");
        Prometheus.Forget();

        await CollectAsync("13:00:30");

        Prometheus.Queries.ShouldHaveSingleItem().Start.ShouldBe(At("11:50:00"));
        Sum("12:00:00", "13:00:00").ShouldBe((0, 1_200));
    }

    [Fact]
    public async Task A_bucket_that_Prometheus_is_still_waiting_for_is_not_asked()
    {
        Prometheus.Series(Total, 100);
        Track(Errors());

        await CollectAsync("12:05:29");

        Read().Ledger.ReadThrough.ShouldBe(At("12:00:00"));
    }

    [Fact]
    public async Task Between_boundaries_one_live_window_is_read_a_minute()
    {
        Prometheus.Series(Bad, 2);
        Prometheus.Series(Total, 100);
        Track(Errors());
        await CollectAsync("12:00:30");
        Prometheus.Forget();

        foreach (
            string time in (string[])["12:01:00", "12:01:30", "12:02:00", "12:02:30", "12:03:00"]
        )
        {
            await CollectAsync(time);
        }

        Prometheus
            .Queries.Select(request => (request.IsInstant, request.End))
            .ShouldBe([(true, At("12:01:00")), (true, At("12:02:00"))]);
        Read().Live.ShouldBe(new(At("12:02:00"), new(2, 100)));
    }

    [Fact]
    public async Task The_pass_of_a_boundary_asks_for_no_live_window()
    {
        Prometheus.Series(Total, 100);
        Track(Errors());
        await CollectAsync("12:00:30");
        Prometheus.Forget();

        await CollectAsync("12:05:30");
        await CollectAsync("12:06:00");

        Prometheus.Queries.ShouldHaveSingleItem().IsInstant.ShouldBeFalse();
    }

    [Fact]
    public async Task Two_thousand_objectives_take_at_most_fifty_requests_a_pass()
    {
        for (int i = 0; i < 1_000; i++)
        {
            Prometheus.Series(Events($"all{i}"), 100);
            Track(
                new ResourceName("shop", $"s{i}"),
                Errors($"bad{i}", $"all{i}"),
                Errors($"slow{i}", $"all{i}", days: 2)
            );
        }

        await CollectAsync("12:00:30");
        Prometheus.Forget();
        await CollectAsync("12:05:30");
        int boundary = Prometheus.Requests.Count;
        await CollectAsync("12:06:30");

        boundary.ShouldBeInRange(40, 50);
        (Prometheus.Requests.Count - boundary).ShouldBeInRange(40, 50);
        Read(new ResourceName("shop", "s999"), 1).Ledger.ReadThrough.ShouldBe(At("12:05:00"));
    }

    [Fact]
    public async Task The_far_end_of_a_window_is_exact_to_the_bucket_on_the_next_day()
    {
        Prometheus.Series(Total, time => time.Minute == 35 ? 12 : 0);
        Track(Errors(days: 7));
        await CollectAsync("12:00:30");
        await CollectAsync("14:35:30", day: 21);
        Prometheus.Forget();

        await CollectAsync("14:36:00", day: 21);
        await CollectAsync("14:36:20", day: 21);

        FakeRequest edge = Prometheus.Queries.ShouldHaveSingleItem();
        (edge.Start, edge.Points).ShouldBe((At("14:05:00", day: 14), 300));
        Read().Ledger.Sum(At("14:30:00", 14), At("15:00:00", 14)).Total.ShouldBe(12);
        Read().Ledger.Sum(At("14:35:00", 14), At("15:00:00", 14)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Changed_is_raised_once_for_an_owner_whose_objectives_were_read()
    {
        Prometheus.Series(Total, 100);
        Track(Errors(), Errors("bad2"));
        await CollectAsync("12:00:30");
        ForgetChanges();

        await CollectAsync("12:05:30");

        Changed.ShouldBe([Shop]);
    }

    [Fact]
    public async Task Nothing_is_raised_when_nothing_was_due()
    {
        Prometheus.Series(Total, 100);
        Track(Errors());
        await CollectAsync("12:00:30");
        ForgetChanges();

        await CollectAsync("12:00:50");

        Changed.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_expression_of_several_objectives_is_asked_once()
    {
        Prometheus.Series(Total, 100);
        Track(Errors(), Errors("bad2"));

        await CollectAsync("12:00:30");

        Prometheus
            .Queries.ShouldHaveSingleItem()
            .Expressions.Values.ShouldBe([Bad, Total, Events("bad2")]);
        Read(1).Ledger.LastMeasured.ShouldBe(At("12:00:00"));
    }
}
