using SloOperator.Domain.Policy;
using SloOperator.Gate;
using SloOperator.Resources;
using SloOperator.Testing;
using SloOperator.Tests.Controllers;
using SloOperator.Tests.Controllers.Exceptions;
using static SloOperator.Tests.Gate.GivenGate;

namespace SloOperator.Tests.Gate;

public sealed class GateDeskTests
{
    private readonly MemoryStore<TeamSlo> _slos = new(
        (slo, status) => slo with { Status = (TeamSloStatus)status }
    );
    private readonly GivenExceptions _exceptions = new();
    private readonly RecordedAudit _audit = new();
    private readonly RecordedEvents _events = new();
    private readonly ManualTimeProvider _time = new(Noon);
    private readonly GateDesk _desk;

    public GateDeskTests()
    {
        _slos.CompleteSync();
        _desk = new GateDesk(_slos, _exceptions, new GateJournal(_audit, _events, _time), _time);
    }

    [Fact]
    public async Task A_TeamSLO_that_is_not_there_is_not_found_and_before_the_first_read_nobody_knows()
    {
        (await AskAsync(new GateRequest(Checkout))).ShouldBeOfType<GateAsked.NotFound>();

        var unread = new MemoryStore<TeamSlo>((slo, _) => slo);
        var early = new GateDesk(unread, _exceptions, new(_audit, _events, _time), _time);
        (
            await early.AskAsync(new GateRequest(Checkout), "ci", CancellationToken.None)
        ).ShouldBeOfType<GateAsked.NotNow>();
    }

    [Fact]
    public async Task Before_the_exceptions_were_read_nobody_knows_whether_one_opens_the_gate()
    {
        _slos.Put(Slo(Closed));
        _exceptions.Synced = new TaskCompletionSource().Task;

        (await AskAsync(new(Checkout, "feature")))
            .ShouldBeOfType<GateAsked.NotNow>()
            .Reason.ShouldBe("the BudgetExceptions are still being read");
    }

    [Fact]
    public async Task A_use_of_an_override_is_counted_before_the_gate_opens()
    {
        _slos.Put(Slo(Closed));
        _exceptions.Overrides = [new OverrideFact("launch", [], ["feature"], Noon.AddHours(1))];
        _exceptions.TakesUses = true;

        GateAnswer answer = await AnswerAsync(new(Checkout, "feature", "commit-1"));

        (answer.Allowed, answer.Exception).ShouldBe((true, "launch"));
        _exceptions.Uses.ShouldHaveSingleItem().Use.ShouldBe(new("ci", "feature", "commit-1"));
    }

    [Fact]
    public async Task A_use_that_cannot_be_counted_opens_nothing()
    {
        _slos.Put(Slo(Closed));
        _exceptions.Overrides = [new OverrideFact("launch", [], ["feature"], Noon.AddHours(1))];

        (await AskAsync(new(Checkout, "feature"))).ShouldBeOfType<GateAsked.NotNow>();
    }

    [Fact]
    public void A_look_uses_nothing_and_tells_nothing()
    {
        _slos.Put(Slo(Closed));
        _exceptions.Overrides = [new OverrideFact("launch", [], ["feature"], Noon.AddHours(1))];
        _exceptions.TakesUses = true;

        _desk.Look(new(Checkout, "feature"));
        _desk.Look(new(Checkout));

        _exceptions.Uses.ShouldBeEmpty();
        _audit.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_stopped_is_audited_once_however_often_they_ask()
    {
        _slos.Put(Slo(Closed));

        await AnswerAsync(new(Checkout, "feature", "commit-1"));
        await AnswerAsync(new(Checkout, "feature", "commit-1"));
        await AnswerAsync(new(Checkout, "feature", "commit-2"));

        _audit
            .Entries.Select(entry => (entry.Decision, entry.Who, entry.Reference))
            .ShouldBe([("GateDenied", "ci", "commit-1"), ("GateDenied", "ci", "commit-2")]);
        _events.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_goes_through_a_closed_gate_is_audited_and_told_on_the_TeamSLO()
    {
        _slos.Put(Slo(Closed));

        await AnswerAsync(new(Checkout, "rollback", "commit-1", "production"));

        _audit.Entries.ShouldHaveSingleItem().Decision.ShouldBe("GateBypassed");
        _audit.Entries[0].Reason.ShouldContain("Environment: production.");
        _events
            .Lines.ShouldHaveSingleItem()
            .ShouldStartWith(
                "payments/checkout Warning GateBypassed: ci ships a change of class rollback"
            );
    }

    [Fact]
    public async Task Who_goes_through_an_open_gate_is_nobodys_news()
    {
        _slos.Put(Slo(Open));

        await AnswerAsync(new(Checkout, "rollback"));

        _audit.Entries.ShouldBeEmpty();
    }

    private async Task<GateAnswer> AnswerAsync(GateRequest request) =>
        (await AskAsync(request)).ShouldBeOfType<GateAsked.Answered>().Answer;

    private async Task<GateAsked> AskAsync(GateRequest request) =>
        await _desk.AskAsync(request, "ci", CancellationToken.None);
}
