using FsCheck.Fluent;
using SloOperator.Controllers.Rules;
using SloOperator.Resources;
using SloOperator.Resources.Rules;
using SloOperator.Tests.Resources;
using static SloOperator.Tests.Controllers.Rules.GivenRules;

namespace SloOperator.Tests.Controllers.Rules;

/// <summary>Whatever a TeamSLO may be, its rules are rules to Prometheus, or refused.</summary>
public sealed class RuleCheckTests
{
    private const int Specs = 300;

    private static readonly string[] Windows =
    [
        "rolling: 1d",
        "rolling: 36h",
        "rolling: 3d",
        "rolling: 7d",
        "rolling: 253h",
        "rolling: 28d",
        "rolling: 90d",
        "calendar: {period: Week, timeZone: UTC}",
        "calendar: {period: Month, timeZone: Europe/Berlin}",
        "calendar: {period: Quarter, timeZone: UTC}",
        "calendar: {period: Year, timeZone: UTC}",
    ];

    private static readonly string[] Targets = ["95", "98.5", "99", "99.9", "99.999", "99.999999"];

    private static readonly string[] Methods =
    [
        "",
        ", method: Timeslices, timeslice: {length: 5m, target: \"99\"}",
        ", method: Timeslices, timeslice: {length: 20m, target: \"50\"}",
        ", method: Timeslices, timeslice: {length: 1h, target: \"99.99\"}",
        ", minimumEvents: 1",
        ", minimumEvents: 123456789",
    ];

    private static readonly string[] Indicators =
    [
        "events: {errors: e_total, total: t_total}",
        """events: {errors: 'e_total{code=~"5..|a\\.b"}', total: 't_total{a!="\"}) or vector(1) #"}'}""",
        "events: {good: 'sum', total: '{\"with.dots\"}'}",
        """events: {good: '{"Größe",x="{{ $value }}"}', total: 'a:b:c{le="1"}'}""",
        "latency: {histogram: h_seconds, threshold: 1s}",
        "latency: {histogram: 'h_seconds{a=\"b\"}', threshold: 1ms}",
        "probe: {selector: 'probe_success{instance=\"https://shop\"}'}",
    ];

    private static readonly string[] Names = ["a", "a-b", "0", "true", "on", "1e3"];

    [Fact]
    public async Task Any_rules_pass_promtool()
    {
        var groups = new List<RuleGroup>();
        int refused = 0;
        foreach (int seed in Gen.Choose(0, int.MaxValue).Sample(Specs))
        {
            RuleMapping mapping = Map(AnySlo(new Random(seed), groups.Count));
            mapping.IsUsable.ShouldBe(mapping.Problems.Count == 0);
            refused += mapping.IsUsable ? 0 : 1;
            groups.AddRange(mapping.Groups?.Groups ?? []);
        }

        string output = await Promtool.CheckAsync(File(new RuleGroups(groups)));

        output.ShouldContain($"SUCCESS: {groups.Sum(group => group.Rules.Count)} rules found");
        refused.ShouldBeInRange(1, Specs / 2);
    }

    [Fact]
    public async Task Alerts_on_the_operator_pass_promtool() =>
        (await Promtool.CheckAsync(File(OperatorRules.Groups))).ShouldContain(
            "SUCCESS: 10 rules found"
        );

    private static TeamSlo AnySlo(Random random, int number)
    {
        string slo =
            $"team: {Quoted(Names, random)}\nservice: {Quoted(Names, random)}\nwindow: {{ {Any(Windows, random)} }}\n"
            + $"objectives: [{{name: {Quoted(Names, random)}, target: \"{Any(Targets, random)}\", indicator: {{ {Any(Indicators, random)} }} {Any(Methods, random)} }}]";
        TeamSlo written = Written.Slo(slo);
        // Groups of one file are told apart by the names of their owners.
        return written with { Metadata = written.Metadata with { Name = $"slo.{number}" } };
    }

    private static string Any(string[] choices, Random random) =>
        choices[random.Next(choices.Length)];

    private static string Quoted(string[] choices, Random random) => $"\"{Any(choices, random)}\"";
}
