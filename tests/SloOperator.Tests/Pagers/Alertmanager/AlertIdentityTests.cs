using SloOperator.Pagers.Alertmanager;
using SloOperator.Pagers.Alertmanager.Wire;

namespace SloOperator.Tests.Pagers.Alertmanager;

public sealed class AlertIdentityTests
{
    [Fact]
    public void Without_labels_of_a_replica_it_is_the_fingerprint_of_Prometheus() =>
        // FNV-1a over alertname, 0xFF, HighLatency, 0xFF, instance, 0xFF, a:80, 0xFF, service, 0xFF, api, 0xFF.
        Of("alertname=HighLatency service=api instance=a:80").ShouldBe("ae9a45b1413b2c7d");

    [Theory]
    [InlineData("alertname=A pod=1 replica=0", "alertname=A pod=1 replica=1")]
    [InlineData("alertname=A prometheus=m/a", "alertname=A prometheus=m/b")]
    [InlineData("alertname=A prometheus_replica=a", "alertname=A")]
    [InlineData("alertname=A pod=1", "pod=1 alertname=A")]
    public void Both_of_a_pair_send_the_same_alert(string one, string other) =>
        Of(one).ShouldBe(Of(other));

    [Theory]
    [InlineData("alertname=A pod=1", "alertname=A pod=2")]
    [InlineData("alertname=A instance=1", "alertname=A instance=2")]
    [InlineData("alertname=AB", "alertnameA=B")]
    public void Other_labels_are_another_alert(string one, string other) =>
        Of(one).ShouldNotBe(Of(other));

    [Theory]
    [InlineData("3f8c1a2b9d4e5f60", "3f8c1a2b9d4e5f60")]
    [InlineData("3f8c1a2b9d4e5f60f", "")]
    [InlineData(null, "")]
    public void Without_labels_the_fingerprint_has_to_do(string? fingerprint, string identity) =>
        AlertIdentity.Of(new WebhookAlert { Fingerprint = fingerprint }).ShouldBe(identity);

    private static string Of(string labels) =>
        AlertIdentity.Of(
            new WebhookAlert
            {
                Fingerprint = "given",
                Labels = labels
                    .Split(' ')
                    .Select(label => label.Split('='))
                    .ToDictionary(pair => pair[0], string? (pair) => pair[1]),
            }
        );
}
