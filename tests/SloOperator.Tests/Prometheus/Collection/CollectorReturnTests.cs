namespace SloOperator.Tests.Prometheus.Collection;

/// <summary>Counts that come back after a stretch without any: what was answered meanwhile may have been wrong.</summary>
public sealed class CollectorReturnTests : CollectorScenario
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(null)]
    public async Task What_was_absent_or_nonsense_for_long_is_read_once_more(double? meanwhile)
    {
        await MeasuredAsync();
        Prometheus.Series(Total, meanwhile);
        await CollectAsync("12:05:30");
        await CollectAsync("12:30:30");
        Prometheus.Series(Total, 100);

        await CollectAsync("12:35:30");

        Sum("11:00:00", "12:35:00").ShouldBe((19, 1_900));
    }

    [Fact]
    public async Task An_empty_Prometheus_at_the_first_read_is_asked_for_the_whole_window_when_it_is_not()
    {
        Track(Errors());
        await CollectAsync("12:00:30");
        Prometheus.Series(Bad, 1);
        Prometheus.Series(Total, 100);

        await CollectAsync("12:05:30");

        Read().Ledger.FirstMeasured.ShouldBe(At("12:05:00", day: 17));
    }

    [Fact]
    public async Task More_than_the_ledger_keeps_in_buckets_is_read_with_the_whole_window()
    {
        Prometheus.Series(Total, 100);
        Track(Errors(days: 7));
        await CollectAsync("12:00:30", day: 16);
        Prometheus.Series(Total, (double?)null);
        await CollectAsync("12:00:30", day: 18);
        await CollectAsync("12:00:30");
        Prometheus.Series(Total, 100);

        await CollectAsync("12:05:30");

        Read().Ledger.Sum(At("12:05:00", day: 13), At("12:05:00")).Total.ShouldBe(7 * 28_800);
    }

    [Fact]
    public async Task What_stays_absent_is_not_asked_for_again_at_every_boundary()
    {
        await MeasuredAsync();
        Prometheus.Series(
            Total,
            time => time > At("12:00:00") && time < At("13:00:00") ? null : 100
        );
        await CollectAsync("12:30:30");
        await CollectAsync("13:00:30");
        Prometheus.Forget();

        await CollectAsync("13:05:30");

        Prometheus.Queries.ShouldHaveSingleItem().Points.ShouldBe(3);
    }

    [Fact]
    public async Task Figures_with_a_hole_that_is_being_read_again_are_told_to_nobody()
    {
        await MeasuredAsync();
        Prometheus.Series(Total, (double?)null);
        await CollectAsync("12:30:30");
        Prometheus.Series(Total, 100);
        ForgetChanges();

        await CollectAsync("12:35:30");

        Changed.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_request_that_was_halved_until_nothing_was_left_to_halve_is_still_made()
    {
        await MeasuredAsync();
        Prometheus.MostPoints = 0;
        for (int minute = 5; minute < 55; minute += 5)
        {
            await CollectAsync($"12:{minute:00}:30");
        }

        Prometheus.MostPoints = 11_000;
        await CollectAsync("12:55:30");

        Read().Failure.ShouldBeNull();
        Sum("12:00:00", "12:55:00").ShouldBe((11, 1_100));
    }

    private async Task MeasuredAsync()
    {
        Prometheus.Series(Bad, 1);
        Prometheus.Series(Total, 100);
        Track(Errors());
        await CollectAsync("12:00:30");
    }
}
