using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.PromQl;

public sealed class BadShareTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(28);

    [Fact]
    public void Errors_and_goods_are_counted_against_all()
    {
        BadShare
            .Of(new Indicator.ErrorEvents(Read("e{a=\"b\"}"), Read("t")), Month)
            .ShouldBe("(sum(increase(e{a=\"b\"}[28d])) or vector(0))\n  / sum(increase(t[28d]))");
        BadShare
            .Of(new Indicator.GoodEvents(Read("g"), Read("t")), Month)
            .ShouldBe("1 - (sum(increase(g[28d])) or vector(0))\n  / sum(increase(t[28d]))");
    }

    [Fact]
    public void Latency_takes_its_boundary_however_it_is_written() =>
        BadShare
            .Of(new Indicator.Latency(Read("h"), 1m), Month)
            .ShouldBe(
                "1 - sum(increase(h_bucket{le=~\"1|1\\\\.0\"}[28d]))\n  / sum(increase(h_count[28d]))"
            );

    [Fact]
    public void A_probe_is_counted_by_samples() =>
        BadShare
            .Of(new Indicator.Probe(Read("probe_success")), Month)
            .ShouldBe(
                "1 - sum(sum_over_time(probe_success[28d]))\n  / sum(count_over_time(probe_success[28d]))"
            );

    private static Selector Read(string text) =>
        Selector.TryParse(text, out Selector? selector, out string? problem)
            ? selector
            : throw new ArgumentException(problem, nameof(text));
}
