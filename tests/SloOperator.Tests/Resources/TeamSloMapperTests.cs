using NodaTime;
using SloOperator.Domain.Objectives;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.PromQl;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

public sealed class TeamSloMapperTests
{
    private static readonly EndpointLookup Nothing = _ => null;

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        TeamObjectives mapped = Map(Written.SloOf(Written.Objective), "url: http://p:9090/prefix")
            .Objectives.ShouldNotBeNull();

        mapped.Criticality.ShouldBe(Criticality.Standard);
        mapped.OnCallPolicy.ShouldBeNull();
        mapped.Window.ShouldBe(new RollingWindow(TimeSpan.FromDays(28)));
        mapped.Endpoint.ShouldBe(new EndpointOptions("default", new Uri("http://p:9090/prefix")));
        mapped
            .Objectives.ShouldHaveSingleItem()
            .Objective.ShouldBe(new Objective("availability", new Target(99.9m)));
    }

    [Fact]
    public void What_is_written_arrives()
    {
        TeamSlo slo = Written.Slo(
            """
            team: payments
            service: gateway
            criticality: high
            onCallPolicy: payments-primary
            window: {calendar: {period: Month, timeZone: Europe/Berlin}}
            objectives:
            - name: fast
              target: "99.5"
              minimumEvents: 100
              method: Timeslices
              timeslice: {length: 10m, target: "95"}
              indicator: {latency: {histogram: 'h{app="a"}', threshold: 300ms}}
            """
        );

        TeamObjectives mapped = Map(slo, "url: http://p").Objectives.ShouldNotBeNull();

        mapped.Owner.ShouldBe(new ResourceName("shop", "checkout"));
        mapped.Tenant.ShouldBe(new Tenant("shop", "payments"));
        mapped.Criticality.ShouldBe(Criticality.High);
        mapped.OnCallPolicy.ShouldBe("payments-primary");
        mapped.Window.ShouldBe(
            new CalendarWindow(CalendarPeriod.Month, DateTimeZoneProviders.Tzdb["Europe/Berlin"])
        );
        var slice = new TimesliceRule(TimeSpan.FromMinutes(10), new Target(95m));
        MeasuredObjective fast = mapped.Objectives.ShouldHaveSingleItem();
        fast.Objective.ShouldBe(new Objective("fast", new Target(99.5m), slice, 100));
        Indicator.Latency latency = fast.Indicator.ShouldBeOfType<Indicator.Latency>();
        latency.ThresholdSeconds.ShouldBe(0.3m);
        latency.Histogram.ToString().ShouldBe("h{app=\"a\"}");
    }

    [Fact]
    public void Enforced_matchers_are_in_every_selector()
    {
        const string Endpoint =
            "url: http://p\nenforcedMatchers: {ns: $namespace, owner: team-$team}";

        TeamObjectives mapped = Map(Written.SloOf(Written.Objective), Endpoint)
            .Objectives.ShouldNotBeNull();

        Indicator.ErrorEvents events = mapped
            .Objectives[0]
            .Indicator.ShouldBeOfType<Indicator.ErrorEvents>();
        events.Errors.ToString().ShouldBe("e_total{app=\"a\",ns=\"shop\",owner=\"team-a\"}");
        events.Total.ToString().ShouldBe("t_total{app=\"a\",ns=\"shop\",owner=\"team-a\"}");
    }

    [Theory]
    [InlineData("namespace=\"shop\"")]
    [InlineData("namespace=\"other\"")]
    [InlineData("namespace!=\"shop\"")]
    [InlineData("namespace=~\".*\"")]
    [InlineData("\"namespace\"=~\".*\"")]
    public void A_selector_that_sets_an_enforced_label_is_refused(string matcher)
    {
        TeamSlo slo = Written.SloOf(
            $"name: a\ntarget: '99'\nindicator: {{probe: {{selector: 'p{{{matcher}}}'}}}}"
        );

        TeamSloMapping mapping = Map(
            slo,
            "url: http://p\nenforcedMatchers: {namespace: $namespace}"
        );

        mapping.Objectives.ShouldBeNull();
        mapping
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.objectives[0].indicator.probe.selector: sets the label namespace, which the endpoint sets itself; leave it out"
            );
    }

    [Fact]
    public void An_endpoint_closed_to_a_namespace_looks_like_one_that_is_missing()
    {
        TeamSlo slo = Written.SloOf(Written.Objective);

        TeamSloMapping closed = Map(slo, "url: ftp://broken-too\nallowedNamespaces: [other]");

        closed.Objectives.ShouldBeNull();
        closed.Problems.ShouldBe(new TeamSloMapper(Nothing, _ => null).Map(slo).Problems);
        closed.Problems.ShouldHaveSingleItem().Path.ShouldBe("spec.prometheus");
    }

    [Theory]
    [InlineData("['*']", true)]
    [InlineData("[other, shop]", true)]
    [InlineData("[sho, shopp]", false)]
    [InlineData("[]", false)]
    public void Allowed_namespaces_are_names_or_a_star(string allowed, bool usable) =>
        Map(Written.SloOf(Written.Objective), $"url: http://p\nallowedNamespaces: {allowed}")
            .IsUsable.ShouldBe(usable);

    [Fact]
    public void A_broken_endpoint_is_told_with_its_own_problems() =>
        Map(Written.SloOf(Written.Objective), "url: http://p\nevaluationDelay: 1h")
            .Problems.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe(
                "spec.prometheus: the PrometheusEndpoint \"default\" cannot be used until the platform team corrects "
                    + "spec.evaluationDelay: \"1h\" is out of range; write a duration from 0s to 15m"
            );

    [Fact]
    public void An_endpoint_that_cannot_be_decoded_is_told_without_what_it_holds()
    {
        var broken = Decoded<PrometheusEndpoint>.FromError(
            new ObjectMeta { Name = "default" },
            "$.spec.headers: hunter2"
        );

        Problem problem = new TeamSloMapper(_ => broken, _ => null)
            .Map(Written.SloOf(Written.Objective))
            .Problems.ShouldHaveSingleItem();

        problem.Message.ShouldContain("cannot be decoded");
        problem.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void The_command_line_stands_in_for_a_default_that_is_missing()
    {
        EndpointLookup lookup = DefaultEndpoint.StandIn(
            Nothing,
            "http://from-the-command-line:9090"
        );

        TeamObjectives mapped = new TeamSloMapper(lookup, _ => null)
            .Map(Written.SloOf(Written.Objective))
            .Objectives.ShouldNotBeNull();

        mapped.Endpoint.Url.ShouldBe(new Uri("http://from-the-command-line:9090"));
        lookup("mimir").ShouldBeNull();
    }

    [Fact]
    public void An_object_named_default_goes_before_the_command_line()
    {
        EndpointLookup lookup = DefaultEndpoint.StandIn(
            Lookup("url: http://from-the-object"),
            "http://from-the-command-line"
        );

        new TeamSloMapper(lookup, _ => null)
            .Map(Written.SloOf(Written.Objective))
            .Objectives.ShouldNotBeNull()
            .Endpoint.Url.ShouldBe(new Uri("http://from-the-object"));
    }

    [Fact]
    public void Endpoint_settings_arrive()
    {
        EndpointOptions options = PrometheusEndpointMapper
            .Map(
                Written.Endpoint(
                    """
                    url: https://mimir/prometheus
                    headers: {X-Scope-OrgID: $namespace}
                    auth: {basic: {username: u, secret: s, key: k}}
                    tls: {caSecret: ca, serverName: mimir.local}
                    evaluationDelay: 1m
                    limits: {concurrency: 8, queriesPerSecond: 50, timeout: 20s, maxResponse: 16Mi}
                    """,
                    "mimir"
                )
            )
            .Endpoint.ShouldNotBeNull()
            .Options;

        options.ShouldBe(
            new EndpointOptions("mimir", new Uri("https://mimir/prometheus"))
            {
                Headers = [new HeaderTemplate("X-Scope-OrgID", "$namespace")],
                Auth = new EndpointAuth.Basic("u", new SecretKey("s", "k")),
                Tls = new EndpointTls("ca", "mimir.local"),
                EvaluationDelay = TimeSpan.FromMinutes(1),
                Limits = new EndpointLimits(8, 50, TimeSpan.FromSeconds(20), 16_777_216),
            }
        );
    }

    private static TeamSloMapping Map(TeamSlo slo, string endpoint) =>
        new TeamSloMapper(Lookup(endpoint), _ => null).Map(slo);

    private static EndpointLookup Lookup(string spec)
    {
        var endpoint = Decoded<PrometheusEndpoint>.FromValue(Written.Endpoint(spec));
        return name => name is "default" ? endpoint : null;
    }
}
