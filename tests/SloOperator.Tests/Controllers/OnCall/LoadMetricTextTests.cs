using System.Globalization;
using SloOperator.Domain.OnCall;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers.OnCall;

public sealed class LoadMetricTextTests
{
    [Theory]
    [InlineData("IncidentsPer12h", "2.14", "2.1")]
    [InlineData("IncidentsPer12h", "2", "2")]
    [InlineData("RepeatsPer7d", "4", "4")]
    [InlineData("MedianRestoreMinutes", "61.27", "61.3")]
    [InlineData("ShiftsOverBudget", "0.337", "33.7 %")]
    [InlineData("TransientShare", "1", "100 %")]
    [InlineData("OnCallShare", "0.5", "50 %")]
    public void Figures_have_one_decimal_and_shares_are_percents(
        string metric,
        string figure,
        string expected
    ) => LoadMetricText.Write(Enum.Parse<LoadMetric>(metric), Number(figure)).ShouldBe(expected);

    [Theory]
    [InlineData("IncidentsPer12h", "1.25", "1.25")]
    [InlineData("ShiftsOverBudget", "0.333", "33.3 %")]
    public void Thresholds_are_as_they_were_written(
        string metric,
        string threshold,
        string expected
    ) =>
        LoadMetricText
            .WriteThreshold(Enum.Parse<LoadMetric>(metric), Number(threshold))
            .ShouldBe(expected);

    [Fact]
    public void A_metric_is_named_as_its_fields_of_the_spec_and_of_the_status_are()
    {
        foreach (LoadMetric metric in Enum.GetValues<LoadMetric>())
        {
            string name = LoadMetricText.Name(metric);
            char.IsLower(name[0]).ShouldBeTrue();
            typeof(ThresholdsSpec).GetProperty($"{metric}").ShouldNotBeNull();
            typeof(OnCallPolicyStatus).GetProperty($"{metric}").ShouldNotBeNull();
        }

        LoadMetricText.Name(LoadMetric.OffHoursPerResponder30d).ShouldBe("offHoursPerResponder30d");
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
