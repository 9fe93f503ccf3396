using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers;

public sealed class PrometheusEndpointReconcilerTests
{
    private static readonly ResourceName Default = new(null, "default");
    private readonly ManualTimeProvider _time = new(Given.Noon);
    private readonly RecordedEvents _events = new();
    private readonly ScriptedProbe _probe = new();
    private readonly MemoryStore<PrometheusEndpoint> _store = new(
        (endpoint, status) => endpoint with { Status = (PrometheusEndpointStatus)status }
    );
    private readonly PrometheusEndpointReconciler _reconciler;

    public PrometheusEndpointReconcilerTests() =>
        _reconciler = new PrometheusEndpointReconciler(_store, _probe, _events, _time);

    private PrometheusEndpointStatus Status => (PrometheusEndpointStatus)_store.Written.Last();

    [Fact]
    public async Task An_endpoint_that_answers_is_reachable_and_asked_again_in_a_minute()
    {
        _store.Put(Given.Endpoint());

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done(Given.Minutes(1)));

        Status.Version.ShouldBe("2.42.0");
        Reachable().ShouldBe("True/Answers: The server answers.");
        _events.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unchanged_endpoint_is_written_once()
    {
        _store.Put(Given.Endpoint());

        await ReconcileAsync();
        _time.Advance(Given.Hours(1));
        await ReconcileAsync();

        _store.Written.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_endpoint_that_goes_away_and_comes_back_is_told_twice_and_keeps_its_version()
    {
        _store.Put(Given.Endpoint());
        await ReconcileAsync();

        _probe.Health = new EndpointHealth("default", false, "connection refused", null);
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done(Given.Minutes(1)));
        Reachable().ShouldBe("False/Unreachable: connection refused");
        Status.Version.ShouldBe("2.42.0");

        _probe.Health = new EndpointHealth("default", true, null, "2.53.0");
        await ReconcileAsync();
        Status.Version.ShouldBe("2.53.0");
        _events.Lines.ShouldBe([
            "default Warning Unreachable: Reachable is False: connection refused",
            "default Normal Answers: Reachable is True: The server answers.",
        ]);
    }

    [Fact]
    public async Task An_endpoint_without_a_reason_still_gets_a_sentence()
    {
        _store.Put(Given.Endpoint());
        _probe.Health = new EndpointHealth("default", false, null, null);

        await ReconcileAsync();

        Reachable().ShouldBe("False/Unreachable: The server does not answer.");
    }

    [Fact]
    public async Task An_invalid_endpoint_is_told_all_its_problems_and_never_asked()
    {
        _store.Put(
            Given.Endpoint(url: "ftp://prometheus") with
            {
                Metadata = new ObjectMeta { Name = "default", Generation = 3 },
            }
        );

        (await ReconcileAsync()).ShouldBeOfType<ReconcileResult.Stalled>();

        Reachable().ShouldStartWith("False/InvalidSpec: spec.url: ");
        Status.Conditions!.Single().ObservedGeneration.ShouldBe(3);
        _probe.Asked.ShouldBe(0);
        _events
            .Lines.Single()
            .ShouldStartWith("default Warning InvalidSpec: Reachable is False: spec.url: ");
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_decoded_is_told_so_once()
    {
        _store.Put(
            Decoded<PrometheusEndpoint>.FromError(
                new ObjectMeta { Name = "default", Uid = "u" },
                "spec.url: found 7"
            )
        );

        (await ReconcileAsync()).ShouldBeOfType<ReconcileResult.Stalled>();
        _time.Advance(Given.Hours(1));
        await ReconcileAsync();

        Reachable().ShouldBe("False/InvalidSpec: spec.url: found 7");
        _store.Written.Count.ShouldBe(1);
        _events.Lines.Count.ShouldBe(1);
        _probe.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_endpoint_is_left_alone()
    {
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        _store.Put(
            Given.Endpoint() with
            {
                Metadata = new ObjectMeta { Name = "default", DeletionTimestamp = Given.Noon },
            }
        );
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

        _probe.Asked.ShouldBe(0);
        _store.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_status_that_finds_its_endpoint_gone_is_no_news()
    {
        _store.Put(Given.Endpoint());
        _store.TakesWrites = false;
        _probe.Health = new EndpointHealth("default", false, "connection refused", null);

        await ReconcileAsync();

        _events.Lines.ShouldBeEmpty();
    }

    private async Task<ReconcileResult> ReconcileAsync() =>
        await _reconciler.ReconcileAsync(Default, CancellationToken.None);

    private string Reachable()
    {
        Condition condition = Status.Conditions!.Single();
        condition.Type.ShouldBe("Reachable");
        return $"{condition.Status}/{condition.Reason}: {condition.Message}";
    }
}
