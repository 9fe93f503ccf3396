namespace SloOperator.Tests.Prometheus.Collection;

/// <summary>An answer of no use to a batch of which parts would be answered.</summary>
public sealed class CollectorHalvingTests : CollectorScenario
{
    private const int Objectives = 50;

    [Fact]
    public async Task A_batch_whose_answer_is_too_large_is_halved_in_the_same_pass()
    {
        await MeasuredAsync();
        Prometheus.MostExpressions = 30;

        await CollectAsync("12:05:30");

        AllRead("12:05:00");
    }

    [Fact]
    public async Task A_batch_whose_answer_was_too_large_is_asked_in_halves_from_then_on()
    {
        await MeasuredAsync();
        Prometheus.MostExpressions = 50;
        await CollectAsync("12:05:30");
        Prometheus.Forget();

        await CollectAsync("12:10:30");

        Prometheus.Queries.ShouldAllBe(request => request.Expressions.Count <= 50);
        AllRead("12:10:00");
    }

    [Fact]
    public async Task An_expression_that_is_warned_of_is_found_and_the_others_go_on()
    {
        await MeasuredAsync();
        Prometheus.WarnsOf = Events("bad7");

        await CollectAsync("12:05:30");

        Read(7).Ledger.ReadThrough.ShouldBe(At("12:00:00"));
        Enumerable
            .Range(0, Objectives)
            .Where(i => i != 7)
            .ShouldAllBe(i => Read(i).Ledger.LastMeasured == At("12:05:00"));
    }

    [Fact]
    public async Task An_expression_that_is_warned_of_is_asked_alone_from_then_on_and_the_others_together()
    {
        await MeasuredAsync();
        Prometheus.WarnsOf = Events("bad7");
        await CollectAsync("12:05:30");
        Prometheus.Forget();

        await CollectAsync("12:10:30");

        Prometheus
            .Queries.Select(request => request.Expressions.Count)
            .Order()
            .ShouldBe([2, 2 * (Objectives - 1)]);
    }

    [Fact]
    public async Task An_endpoint_all_of_whose_answers_are_too_large_is_not_asked_for_every_half()
    {
        await MeasuredAsync();
        Prometheus.MostExpressions = 0;
        Prometheus.Forget();

        await CollectAsync("12:05:30");

        Prometheus.Queries.Count.ShouldBeLessThanOrEqualTo(4);
        Read(7).Ledger.ReadThrough.ShouldBe(At("12:00:00"));
    }

    private void AllRead(string through) =>
        Enumerable
            .Range(0, Objectives)
            .ShouldAllBe(i => Read(i).Ledger.LastMeasured == At(through, 20));

    private async Task MeasuredAsync()
    {
        Track([.. Enumerable.Range(0, Objectives).Select(i => Errors($"bad{i}", $"all{i}"))]);
        for (int i = 0; i < Objectives; i++)
        {
            Prometheus.Series(Events($"all{i}"), 100);
        }

        await CollectAsync("12:00:30");
    }
}
