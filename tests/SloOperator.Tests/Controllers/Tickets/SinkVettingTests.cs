using NSubstitute;
using SloOperator.Controllers;
using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;
using SloOperator.Testing;
using SloOperator.Tests.Resources;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class SinkVettingTests
{
    private const string GitHub = "type: GitHub\nproject: shop/issues\nsecret: gh";

    private readonly MemoryStore<TicketSink> _store = new(
        (sink, status) => sink with { Status = (ReadyStatus)status }
    );

    private readonly RecordedEvents _events = new();
    private readonly ITicketSinks _sinks = Substitute.For<ITicketSinks>();
    private readonly ReadyReconciler<TicketSink> _reconciler;

    public SinkVettingTests()
    {
        Credential("digest");
        _reconciler = new SinkVetting(
            new TicketSinkMapper(allowPrivate: false),
            _sinks
        ).CreateReconciler(_store, _events, new ManualTimeProvider(Given.Noon));
    }

    [Fact]
    public async Task A_sink_with_its_credential_can_be_used_and_is_looked_at_again_in_a_minute()
    {
        _store.Put(Written.Sink(GitHub));

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done(Given.Minutes(1)));

        Ready().ShouldBe("True/Usable: It can be used.");
        _events.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_credential_is_named_with_the_keys_it_needs_and_found_when_it_is_there()
    {
        Credential(null);
        _store.Put(Written.Sink(GitHub));

        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done(Given.Minutes(1)));
        Ready()
            .ShouldBe(
                "False/CredentialMissing: spec.secret: the Secret \"gh\" is not in the operator's namespace, or has not what a sink of type GitHub needs; create it with the key token"
            );

        Credential("digest");
        await ReconcileAsync();
        Ready().ShouldStartWith("True/Usable");
        _events.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_spec_waits_for_a_change_and_nobody_asks_for_its_credential()
    {
        _store.Put(Written.Sink("type: GitHub\nproject: shop\nsecret: gh"));

        (await ReconcileAsync()).ShouldBeOfType<ReconcileResult.Stalled>();

        Ready().ShouldStartWith("False/InvalidSpec: spec.project: ");
        await _sinks.DidNotReceiveWithAnyArgs().VersionAsync(null!, CancellationToken.None);
    }

    [Fact]
    public async Task An_unchanged_sink_is_written_once()
    {
        _store.Put(Written.Sink(GitHub));

        await ReconcileAsync();
        await ReconcileAsync();

        _store.Written.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_deleted_sink_is_forgotten() =>
        (await ReconcileAsync()).ShouldBe(new ReconcileResult.Done());

    private void Credential(string? version) =>
        _sinks.VersionAsync(null!, CancellationToken.None).ReturnsForAnyArgs(version);

    private async Task<ReconcileResult> ReconcileAsync() =>
        await _reconciler.ReconcileAsync(new ResourceName(null, "issues"), CancellationToken.None);

    private string Ready()
    {
        Condition condition = _store
            .Find(new ResourceName(null, "issues"))!
            .Value!.Status!.Conditions.ShouldHaveSingleItem();
        return $"{condition.Status}/{condition.Reason}: {condition.Message}";
    }
}
