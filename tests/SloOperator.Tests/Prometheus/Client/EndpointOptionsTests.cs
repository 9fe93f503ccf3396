using SloOperator.Http;
using SloOperator.Prometheus;

namespace SloOperator.Tests.Prometheus.Client;

public sealed class EndpointOptionsTests
{
    private static EndpointOptions Built() =>
        new("default", new Uri("http://prometheus:9090/x"))
        {
            Headers = [new("X-Scope-OrgID", "$namespace")],
            Auth = new EndpointAuth.Bearer(new SecretKey("prom", "token")),
        };

    [Fact]
    public void Options_built_alike_are_equal()
    {
        Built().ShouldBe(Built());
        Built().GetHashCode().ShouldBe(Built().GetHashCode());
    }

    [Fact]
    public void A_header_a_key_or_a_limit_makes_them_differ()
    {
        Built().ShouldNotBe(Built() with { Headers = [new("X-Scope-OrgID", "$team")] });
        Built()
            .ShouldNotBe(
                Built() with
                {
                    Auth = new EndpointAuth.Bearer(new SecretKey("prom", "other")),
                }
            );
        Built()
            .ShouldNotBe(Built() with { Limits = EndpointLimits.Default with { Concurrency = 5 } });
    }
}
