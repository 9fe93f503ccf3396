using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class IncidentKeyTests
{
    [Theory]
    [InlineData("alertname=HighLatency service=api", "HighLatency/api")]
    [InlineData("service=api alertname=HighLatency", "HighLatency/api")]
    [InlineData("zone=b cluster=eu alertname=Down", "Down/eu/b")]
    [InlineData("zone=b cluster=eu", "eu/b")]
    [InlineData(
        "alertname=Down replica=0 prometheus=a instance=x:80 pod=p service=api",
        "Down/api"
    )]
    [InlineData("alertname=Down service=", "Down")]
    [InlineData("pod=p", "")]
    public void A_key_is_what_is_wrong_without_who_told_it(string labels, string key) =>
        IncidentKey
            .Of(
                labels
                    .Split(' ')
                    .Select(label => label.Split('='))
                    .Select(pair => KeyValuePair.Create(pair[0], pair[1]))
            )
            .ShouldBe(key);

    [Theory]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    public void A_key_has_an_end(int length, int kept) =>
        IncidentKey
            .Of([KeyValuePair.Create("alertname", new string('x', length))])
            .Length.ShouldBe(kept);
}
