using System.Globalization;
using SloOperator.Controllers;

namespace SloOperator.Tests.Controllers;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData("0.9999999", "0.999999")]
    [InlineData("0.312", "0.312")]
    [InlineData("1", "1")]
    [InlineData("0", "0")]
    [InlineData("0.0000009", "0")]
    [InlineData("-0.0000001", "-0.000001")]
    [InlineData("-18.2", "-18.2")]
    [InlineData("-0.2999999", "-0.3")]
    public void A_ratio_is_cut_to_six_decimals_towards_what_is_worse(string ratio, string text) =>
        StatusText.Ratio(Number(ratio)).ShouldBe(text);

    [Theory]
    [InlineData("0.9999", "99.9%")]
    [InlineData("0.99999999", "99.9%")]
    [InlineData("1", "100.0%")]
    [InlineData("0.312", "31.2%")]
    [InlineData("0", "0.0%")]
    [InlineData("0.0004", "0.0%")]
    [InlineData("-0.0004", "-0.1%")]
    [InlineData("-18.25", "-1825.0%")]
    public void A_percentage_is_cut_to_one_decimal_towards_what_is_worse(
        string ratio,
        string text
    ) => StatusText.Percent(Number(ratio)).ShouldBe(text);

    [Theory]
    [InlineData("6570210", "6570210")]
    [InlineData("1000000000000000", "1000000000000000")]
    [InlineData("0.4", "0")]
    [InlineData("2050.6", "2051")]
    public void A_count_is_whole_and_without_separators(string count, string text) =>
        StatusText.Count(Number(count)).ShouldBe(text);

    [Theory]
    [InlineData("14.4", "14.4")]
    [InlineData("1", "1")]
    [InlineData("0.004", "0")]
    [InlineData("0.125", "0.13")]
    [InlineData("99999.99", "99999.99")]
    public void A_rate_has_up_to_two_decimals(string rate, string text) =>
        StatusText.Rate(Number(rate)).ShouldBe(text);

    [Theory]
    [InlineData("12.64", "12.6")]
    [InlineData("0", "0")]
    [InlineData("1440", "1440")]
    public void Minutes_have_up_to_one_decimal(string minutes, string text) =>
        StatusText.Minutes(Number(minutes)).ShouldBe(text);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
