using SloOperator.Domain.Objectives;
using SloOperator.Kubernetes.Api;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.Collection;

public sealed class BatchPlannerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReadSpan Boundary = new(ReadKind.Boundary, Noon.AddMinutes(-10), Noon);
    private static readonly EndpointOptions Endpoint = new("default", new Uri("http://prometheus"));

    [Fact]
    public void Fifty_objectives_go_in_one_request() => Sizes(Reads(50)).ShouldBe([50]);

    [Fact]
    public void The_fifty_first_begins_another() => Sizes(Reads(51)).ShouldBe([50, 1]);

    [Fact]
    public void Nothing_due_is_no_request() => Sizes([]).ShouldBeEmpty();

    [Fact]
    public void One_refused_before_goes_alone_and_the_others_stay_together()
    {
        DueRead[] reads = Reads(10);
        reads[3] = reads[3] with { IsAlone = true };

        Sizes(reads).Order().ShouldBe([1, 9]);
    }

    [Fact]
    public void Different_stretches_of_time_are_different_requests()
    {
        DueRead[] reads = Reads(2);
        reads[1] = reads[1] with { Span = Boundary with { First = Noon } };

        Sizes(reads).ShouldBe([1, 1]);
    }

    [Fact]
    public void Tenants_share_requests_where_the_headers_are_the_same_for_all()
    {
        EndpointOptions endpoint = Endpoint with
        {
            Headers = [new HeaderTemplate("X-Scope-OrgID", "all")],
        };

        Sizes(
                [Read(0) with { Tenant = new("a", "t") }, Read(1) with { Tenant = new("b", "t") }],
                endpoint
            )
            .ShouldBe([2]);
    }

    [Fact]
    public void Tenants_do_not_share_requests_where_a_header_names_them()
    {
        EndpointOptions endpoint = Endpoint with
        {
            Headers = [new HeaderTemplate("X-Scope-OrgID", "$team")],
        };

        Sizes(
                [Read(0) with { Tenant = new("n", "a") }, Read(1) with { Tenant = new("n", "b") }],
                endpoint
            )
            .ShouldBe([1, 1]);
    }

    [Fact]
    public void Long_expressions_are_kept_below_what_a_body_may_hold()
    {
        string hundredKilobytes = new('x', 100_000);
        IEnumerable<DueRead> reads = Reads(4)
            .Select(read => read with { Queries = new(hundredKilobytes, "t") });

        Sizes(reads).ShouldBe([2, 2]);
    }

    [Fact]
    public void Twenty_eight_days_of_five_objectives_fill_half_of_eight_megabytes()
    {
        var month = new ReadSpan(ReadKind.Fresh, Noon.AddDays(-28).AddMinutes(5), Noon);

        Sizes(Reads(12).Select(read => read with { Span = month })).ShouldBe([5, 5, 2]);
    }

    [Fact]
    public void Each_halving_halves_what_goes_in_a_request() =>
        Sizes(Reads(50).Select(read => read with { Halvings = 2 })).ShouldBe([12, 12, 12, 12, 2]);

    [Fact]
    public void A_small_cap_on_answers_shortens_the_pieces() =>
        BatchPlanner.PointsPerRequest(0, 64 << 10).ShouldBe(364);

    [Fact]
    public void No_piece_is_longer_than_ten_thousand_points() =>
        BatchPlanner.PointsPerRequest(0, 1L << 40).ShouldBe(10_000);

    private static IEnumerable<int> Sizes(
        IEnumerable<DueRead> reads,
        EndpointOptions? endpoint = null
    ) => BatchPlanner.Plan(reads, endpoint ?? Endpoint).Select(batch => batch.Reads.Count);

    private static DueRead[] Reads(int count) => [.. Enumerable.Range(0, count).Select(Read)];

    private static DueRead Read(int number)
    {
        var tenant = new Tenant("shop", "payments");
        var selector = new Selector($"m{number}", []);
        var objective = new ObjectiveSubscription(
            "a",
            new Indicator.Probe(selector),
            new RollingWindow(TimeSpan.FromDays(1)),
            null
        );
        var subscription = new Subscription(
            new ResourceName("shop", "s"),
            tenant,
            Endpoint,
            [objective]
        );
        var owner = new TrackedOwner(subscription);
        var tracked = new TrackedObjective(owner, objective, LedgerKey.Of(objective, subscription));
        return new DueRead(
            tracked,
            new IndicatorQueries($"bad{number}", $"all{number}"),
            tenant,
            Boundary
        );
    }
}
