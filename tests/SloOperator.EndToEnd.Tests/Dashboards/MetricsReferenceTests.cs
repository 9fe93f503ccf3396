namespace SloOperator.EndToEnd.Tests.Dashboards;

public sealed class MetricsReferenceTests
{
    [Fact]
    public void Every_metric_of_the_program_is_documented_and_no_other() =>
        MetricsReference
            .Read()
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(ExportedMetrics.Names.Order(StringComparer.Ordinal));
}
