using SloOperator.Controllers.Exceptions;

namespace SloOperator.Tests.Controllers.Exceptions;

public sealed class OverrideUseTests : ExceptionScenario
{
    private static readonly string[] Noonish =
    [
        "type: GateOverride",
        "start: '2026-11-20T11:00:00Z'",
        "end: '2026-11-20T13:00:00Z'",
        "reference: OPS-17",
    ];

    private static readonly ExceptionUse Release = new("ci/run-7", "feature", "v1.2.3");

    [Fact]
    public async Task A_use_is_counted_and_told_on_both_objects_and_in_the_audit_log()
    {
        Apply("night", Noonish);
        await ReconcileAsync();

        (await UseAsync()).ShouldBeTrue();

        Status().Uses.ShouldBe(1);
        var use = Status().UsedBy.ShouldHaveSingleItem();
        (use.By, use.At, use.Change, use.Reference).ShouldBe(
            ("ci/run-7", Given.Noon, "feature", "v1.2.3")
        );
        const string told = "ci/run-7 ships a change of class feature although the gate is closed.";
        Events.Lines.ShouldBe([
            $"shop/night Warning ExceptionUsed: {told}",
            $"shop/checkout Warning ExceptionUsed: BudgetException night: {told}",
        ]);
        Audit.Lines.ShouldBe([
            $"ExceptionUsed BudgetException shop/night (uid-night) for shop/checkout by ci/run-7: {told} The disks are moved. [v1.2.3]",
        ]);
    }

    [Fact]
    public async Task Used_as_often_as_it_may_be_it_has_expired()
    {
        Apply("night", [.. Noonish, "maxUses: 2"]);

        (await UseAsync("v1")).ShouldBeTrue();
        Open().ShouldBe(["night until 13:00"]);
        (await UseAsync("v2")).ShouldBeTrue();
        Open().ShouldBeEmpty();
        (await UseAsync("v3")).ShouldBeFalse();

        Status().Uses.ShouldBe(2);
        Status().Phase.ShouldBe("Expired");
        Audit
            .Lines[^1]
            .ShouldBe(
                "ExceptionExpired BudgetException shop/night (uid-night) for shop/checkout by nobody: It was used 2 times, as often as it may be. [OPS-17]"
            );
        Told.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_reference_is_one_use_and_passes_also_when_it_was_the_last()
    {
        Apply("night", [.. Noonish, "maxUses: 1"]);

        (await UseAsync("v1")).ShouldBeTrue();
        (await UseAsync("v1")).ShouldBeTrue();
        (await UseAsync("v2")).ShouldBeFalse();

        Status().Uses.ShouldBe(1);
        Exceptions.OverridesOf(Checkout, Time.GetUtcNow(), "v1").Count.ShouldBe(1);
        Exceptions.OverridesOf(Checkout, Time.GetUtcNow(), "v2").ShouldBeEmpty();
        Exceptions.OverridesOf(Checkout, Time.GetUtcNow()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_at_once_only_as_many_pass_as_may()
    {
        Apply("night", [.. Noonish, "maxUses: 3"]);

        bool[] passed = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => Task.Run(() => UseAsync($"v{i}")))
        );

        passed.Count(each => each).ShouldBe(3);
        Status().Uses.ShouldBe(3);
    }

    [Fact]
    public async Task A_look_at_the_clock_takes_no_use_away()
    {
        Apply("night", Noonish);

        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    i % 2 == 0
                        ? Task.Run(() => UseAsync($"v{i}"))
                        : Task.Run(async () => await ReconcileAsync() is not null)
                )
        );

        Status().Uses.ShouldBe(20);
        Status().UsedBy!.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Only_the_latest_uses_are_kept_by_name()
    {
        Apply("night", Noonish);

        for (int i = 0; i < 25; i++)
        {
            await Exceptions.RecordUseAsync(Night, new($"run-{i}", null, null), default);
        }

        Status().Uses.ShouldBe(25);
        Status()
            .UsedBy!.Select(use => use.By)
            .ShouldBe(Enumerable.Range(5, 20).Select(i => $"run-{i}"));
    }

    [Fact]
    public async Task Before_and_after_its_time_nothing_passes()
    {
        Apply("night", [.. Noonish, "start: '2026-11-20T12:30:00Z'"]);
        (await UseAsync()).ShouldBeFalse();

        Time.Advance(Given.Minutes(30));
        (await UseAsync()).ShouldBeTrue();
        Time.Advance(Given.Minutes(30));
        (await UseAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Refused_revoked_gone_or_of_another_type_nothing_passes()
    {
        (await UseAsync()).ShouldBeFalse();
        Apply("night", [.. Noonish, "approvedBy: bo"]);
        (await UseAsync()).ShouldBeFalse();
        Apply("night", [.. Noonish, "revoked: true"]);
        (await UseAsync()).ShouldBeFalse();
        Apply("night", [.. Noonish, "type: Exclusion"]);
        (await UseAsync()).ShouldBeFalse();

        Audit.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_could_not_be_written_down_does_not_pass()
    {
        Apply("night", Noonish);
        Store.TakesWrites = false;

        (await UseAsync()).ShouldBeFalse();

        Audit.Lines.ShouldBeEmpty();
    }

    private Task<bool> UseAsync(string? reference = null) =>
        Exceptions.RecordUseAsync(
            Night,
            reference is null ? Release : Release with { Reference = reference },
            CancellationToken.None
        );
}
