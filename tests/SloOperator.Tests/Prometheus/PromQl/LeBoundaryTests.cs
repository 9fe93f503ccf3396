using System.Globalization;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.PromQl;

public sealed class LeBoundaryTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.0", 1)]
    [InlineData("0.3", 0.3)]
    [InlineData("1e-05", 0.00001)]
    [InlineData("1.0E-5", 0.00001)]
    [InlineData("+Inf", double.PositiveInfinity)]
    [InlineData("-5", -5)]
    public void Every_writing_of_a_boundary_is_read(string text, double bound)
    {
        LeBoundary.TryParse(text, out double read).ShouldBeTrue();

        read.ShouldBe(bound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("1e999")]
    [InlineData("fast")]
    public void What_is_no_boundary_is_not_read(string text) =>
        LeBoundary.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Boundaries_are_matched_by_number() =>
        LeBoundary.Matching(1m, ["0.5", "1.0", "1", "10", "+Inf", "fast"]).ShouldBe(["1", "1.0"]);

    [Fact]
    public void A_threshold_between_boundaries_matches_none() =>
        LeBoundary.Matching(0.31m, ["0.3", "0.5", "+Inf"]).ShouldBeEmpty();

    [Theory]
    [InlineData("1", new[] { "1", "1.0" })]
    [InlineData("1.00", new[] { "1", "1.0" })]
    [InlineData("0.3", new[] { "0.3" })]
    [InlineData("0.00001", new[] { "0.00001", "1.0E-5", "1e-05" })]
    [InlineData("2500000", new[] { "2.5E6", "2.5e+06", "2500000", "2500000.0" })]
    public void The_usual_writings_of_a_number_are_known(string seconds, string[] texts) =>
        LeBoundary.TextsOf(decimal.Parse(seconds, CultureInfo.InvariantCulture)).ShouldBe(texts);
}
