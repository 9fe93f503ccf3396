using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.Alerts;

namespace SloOperator.Tests.Prometheus.Alerts;

public sealed class AlertLabelsTests
{
    [Fact]
    public void A_key_is_the_alerts_name_and_the_values_of_its_group_in_the_order_of_the_spec() =>
        Of(["zone", "service"], ("alertname", "Slow"), ("service", "api"), ("zone", "a"))
            .Key.ShouldBe("Slow/a/api");

    [Fact]
    public void The_alerts_name_is_in_a_key_once() =>
        Of(["alertname", "service"], ("alertname", "Slow"), ("service", "api"))
            .Key.ShouldBe("Slow/api");

    [Fact]
    public void A_label_that_is_not_there_leaves_its_place_empty() =>
        Of(["zone", "service"], ("alertname", "Slow"), ("service", "api"))
            .Key.ShouldBe("Slow//api");

    [Theory]
    [InlineData("replica")]
    [InlineData("prometheus")]
    [InlineData("prometheus_replica")]
    public void Replicas_of_a_Prometheus_tell_of_the_same_alert(string label)
    {
        AlertSeries left = Of([], ("alertname", "Slow"), ("pod", "p"), (label, "0"));
        AlertSeries right = Of([], ("alertname", "Slow"), ("pod", "p"), (label, "1"));

        (left.Key, left.Alert).ShouldBe((right.Key, right.Alert));
        left.Replica.ShouldNotBe(right.Replica);
    }

    [Theory]
    [InlineData("pod")]
    [InlineData("instance")]
    public void Pods_and_instances_are_alerts_of_their_own_within_one_group(string label)
    {
        AlertSeries left = Of([], ("alertname", "Slow"), (label, "0"));
        AlertSeries right = Of([], ("alertname", "Slow"), (label, "1"));

        left.Key.ShouldBe(right.Key);
        left.Alert.ShouldNotBe(right.Alert);
        left.Replica.ShouldBe(right.Replica);
    }

    [Fact]
    public void The_order_of_labels_is_no_difference() =>
        Of([], ("a", "1"), ("b", "2")).ShouldBe(Of([], ("b", "2"), ("a", "1")));

    [Theory]
    [InlineData("1,b=1:2,")]
    [InlineData("1,b=2")]
    [InlineData("1\",b=\"2")]
    public void No_value_can_look_like_another_label(string value) =>
        Of([], ("a", value)).Alert.ShouldNotBe(Of([], ("a", "1"), ("b", "2")).Alert);

    private static AlertSeries Of(string[] groupBy, params (string Name, string Value)[] labels) =>
        AlertLabels.SeriesOf(
            labels.ToDictionary(label => label.Name, label => label.Value),
            groupBy
        );
}
