using System.Text.Json;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using SloOperator.Gate;
using SloOperator.Gate.Admission;
using SloOperator.Kubernetes.Admission;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Policy;
using SloOperator.Testing;
using SloOperator.Tests.Controllers;
using SloOperator.Tests.Controllers.Exceptions;
using static SloOperator.Tests.Gate.GivenGate;

namespace SloOperator.Tests.Gate;

public sealed class AdmissionGateTests
{
    private readonly MemoryStore<TeamSlo> _slos = new((slo, _) => slo);
    private readonly RecordedAudit _audit = new();
    private readonly IWorkloadRevisions _revisions = Substitute.For<IWorkloadRevisions>();
    private readonly RecordedLog _log = new();
    private readonly AdmissionGate _gate;

    public AdmissionGateTests()
    {
        var time = new ManualTimeProvider(Noon);
        _slos.CompleteSync();
        _slos.Put(Slo(Closed));
        _gate = new AdmissionGate(
            new GateDesk(
                _slos,
                new GivenExceptions(),
                new GateJournal(_audit, new RecordedEvents(), time),
                time
            ),
            _revisions,
            "slo-operator",
            _log
        );
    }

    [Fact]
    public async Task A_new_version_is_denied_with_the_reason_the_relief_and_the_way_round()
    {
        AdmissionDecision decision = await JudgeAsync(Update("v1", "v2"));

        decision.IsAllowed.ShouldBeFalse();
        decision.Message.ShouldBe(
            "TeamSLO payments/checkout: BudgetExhausted: availability has overspent its budget. It opens by itself at 2026-11-20 17:00 UTC if the last hours go on. Changes of class rollback, security pass with the annotation slo-operator.dev/change."
        );
        _audit.Entries.ShouldHaveSingleItem().Who.ShouldBe("dev");
    }

    [Theory]
    [InlineData("rollback", true)]
    [InlineData("security", true)]
    [InlineData("feature", false)]
    public async Task The_annotation_names_the_class(string change, bool isAllowed) =>
        (await JudgeAsync(Update("v1", "v2", change: change))).IsAllowed.ShouldBe(isAllowed);

    [Fact]
    public async Task To_go_back_to_what_ran_before_is_never_stopped()
    {
        _revisions
            .RanBeforeAsync(
                Arg.Is<WorkloadChange>(change =>
                    change.Owner == "a3f" && change.Selector == "app=api"
                ),
                Arg.Any<CancellationToken>()
            )
            .Returns(true);

        AdmissionDecision decision = await JudgeAsync(Update("v2", "v1"));

        decision.IsAllowed.ShouldBeTrue();
        decision.Warnings.ShouldBe(["This goes back to what ran before, which no gate stops."]);
        _audit.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Revisions_are_asked_for_only_behind_a_closed_gate()
    {
        _slos.Put(Slo(Open));

        await JudgeAsync(Update("v1", "v2"));

        _revisions.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_revisions_cannot_be_read_the_change_passes_with_a_warning_and_is_logged()
    {
        _revisions
            .RanBeforeAsync(default!, default)
            .ThrowsAsyncForAnyArgs(new KubeException("list apps/replicasets: 403 Forbidden"));

        AdmissionDecision decision = await JudgeAsync(Update("v1", "v2"));

        decision.IsAllowed.ShouldBeTrue();
        decision
            .Warnings.ShouldHaveSingleItem()
            .ShouldBe(
                "The gate of TeamSLO payments/checkout is closed, but whether this goes back to what ran before could not be seen: list apps/replicasets: 403 Forbidden."
            );
        _log.Lines.ShouldHaveSingleItem().Text.ShouldContain("403 Forbidden");
    }

    [Fact]
    public async Task Whatever_starts_no_new_version_passes_without_a_word()
    {
        AdmissionRequest[] others =
        [
            Update("v1", "v1"),
            Update("v1", "v2") with
            {
                Operation = "CREATE",
                OldObject = null,
            },
            Update("v1", "v2") with
            {
                Operation = "DELETE",
                Object = null,
            },
            Update("v1", "v2") with
            {
                SubResource = "scale",
            },
            Update("v1", "v2") with
            {
                Namespace = "kube-system",
            },
            Update("v1", "v2") with
            {
                Namespace = "slo-operator",
            },
            Update("v1", "v2", label: null),
            Update("v1", "v2") with
            {
                OldObject = null,
            },
        ];

        foreach (AdmissionRequest other in others)
        {
            AdmissionDecision decision = await JudgeAsync(other);
            (decision.IsAllowed, decision.Warnings.Count).ShouldBe((true, 0));
        }

        _audit.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_judged_passes_with_a_warning()
    {
        AdmissionDecision missing = await JudgeAsync(Update("v1", "v2", label: "nobody"));
        AdmissionDecision misspelt = await JudgeAsync(Update("v1", "v2", change: "Roll Back"));

        missing.IsAllowed.ShouldBeTrue();
        missing.Warnings.ShouldHaveSingleItem().ShouldContain("No TeamSLO payments/nobody");
        misspelt.IsAllowed.ShouldBeTrue();
        misspelt.Warnings.ShouldHaveSingleItem().ShouldContain("change: must be one class");
    }

    [Fact]
    public async Task An_unknown_budget_stops_only_where_the_policy_says_so()
    {
        GateStatus outdated = Closed with { ValidUntil = Noon };
        _slos.Put(Slo(outdated));
        AdmissionDecision warned = await JudgeAsync(Update("v1", "v2"));
        _slos.Put(Slo(outdated with { OnUnknown = "Deny" }));
        AdmissionDecision denied = await JudgeAsync(Update("v1", "v2"));

        (warned.IsAllowed, warned.Warnings.Count, denied.IsAllowed).ShouldBe((true, 1, false));
    }

    [Fact]
    public async Task A_dry_run_is_judged_and_leaves_no_trace()
    {
        AdmissionRequest rehearsal = Update("v1", "v2") with { DryRun = true };

        (await JudgeAsync(rehearsal)).IsAllowed.ShouldBeFalse();
        (await JudgeAsync(Update("v2", "v1") with { DryRun = true })).IsAllowed.ShouldBeFalse();
        _audit.Entries.ShouldBeEmpty();
    }

    private async Task<AdmissionDecision> JudgeAsync(AdmissionRequest request) =>
        await _gate.JudgeAsync(request, CancellationToken.None);

    private static AdmissionRequest Update(
        string before,
        string after,
        string? change = null,
        string? label = "checkout"
    ) =>
        new()
        {
            Uid = "1",
            Operation = "UPDATE",
            Namespace = "payments",
            Name = "api",
            Resource = new()
            {
                Group = "apps",
                Version = "v1",
                Resource = "deployments",
            },
            UserInfo = new() { Username = "dev" },
            OldObject = Deployment(before, null, label),
            Object = Deployment(after, change, label),
        };

    private static JsonElement Deployment(string image, string? change, string? label)
    {
        string labels = label is null ? "{}" : $$"""{"slo-operator.dev/team-slo": "{{label}}"}""";
        string annotations = change is null
            ? "{}"
            : $$"""{"slo-operator.dev/change": "{{change}}"}""";
        return JsonDocument
            .Parse(
                $$$"""
                {"metadata": {"uid": "a3f", "labels": {{{labels}}}, "annotations": {{{annotations}}}},
                 "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "api"} }, "template": {"spec": {"image": "{{{image}}}"} } } }
                """
            )
            .RootElement;
    }
}
