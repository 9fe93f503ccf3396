using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Kubectl;

/// <summary>What the API server knows of the resources by itself.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class SchemaTests(ControlPlaneFixture cluster)
{
    [Theory]
    [InlineData("teamslo.spec.objectives", "1 to 20 objectives with unique names")]
    [InlineData(
        "teamslo.spec.objectives.indicator.latency.threshold",
        "it must be a bucket boundary of the histogram"
    )]
    [InlineData("teamslo.status.objectives.budgetRemaining", "below 0 is overspent")]
    [InlineData("prometheusendpoint.spec.limits.maxResponse", "64Ki to 256Mi")]
    [InlineData("oncallpolicy.spec.schedule.shifts", "with gaps but without overlaps")]
    [InlineData("oncallpolicy.status.incidents.lower", "this is what is judged")]
    public async Task Explain_describes_fields(string field, string described)
    {
        // The API server publishes a new schema in its own time.
        await Eventually.HoldsAsync(
            async () =>
            {
                CommandResult answer = await cluster.Kubectl.RunAsync("explain", field);
                Unwrapped(answer.Output).ShouldContain(described);
            },
            TeamNamespace.Deadline
        );
    }

    [Theory]
    [InlineData("criticality: huge", "spec.criticality", "huge")]
    [InlineData("team: Shop Team", "spec.team", "Shop Team")]
    [InlineData("objectives: []", "spec.objectives", "1 items")]
    [InlineData(
        "window: {calendar: {period: Day, timeZone: UTC}}",
        "spec.window.calendar.period",
        "Day"
    )]
    [InlineData("window: {rolling: a month}", "spec.window.rolling", "a month")]
    public async Task The_server_refuses_what_the_schema_can(
        string field,
        string path,
        string found
    )
    {
        string name = field.Split(':')[0];
        IEnumerable<string> others = Shop("99.9")
            .Split('\n')
            .Where(line => !line.StartsWith($"  {name}:", StringComparison.Ordinal));

        CommandResult refused = await ApplyAsync(string.Join('\n', [.. others, $"  {field}"]));

        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain(path);
        refused.Errors.ShouldContain(found);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("-1")]
    [InlineData("99,9")]
    public async Task The_server_refuses_a_target_that_is_none(string target)
    {
        CommandResult refused = await ApplyAsync(Shop(target));

        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain("target");
    }

    [Fact]
    public async Task The_server_refuses_two_objectives_of_one_name()
    {
        CommandResult refused = await ApplyAsync(Shop("99.9", "99"));

        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain("Duplicate value");
    }

    [Theory]
    [InlineData("privacy: Everyone", "spec.privacy")]
    [InlineData("window: three weeks", "spec.window")]
    [InlineData("minimumCoverage: '101%'", "spec.minimumCoverage")]
    [InlineData("schedule: {rotation: {type: Weekly}}", "spec.schedule.timeZone")]
    [InlineData("schedule: {timeZone: UTC, shifts: []}", "spec.schedule.shifts")]
    [InlineData(
        "schedule: {timeZone: UTC, holidays: ['2026-12-25', '2026-12-25']}",
        "spec.schedule.holidays[1]"
    )]
    [InlineData("thresholds: {onCallShare: {warn: '0.25'}}", "spec.thresholds.onCallShare.warn")]
    public async Task The_server_refuses_an_OnCallPolicy_that_the_schema_can(
        string field,
        string path
    )
    {
        string[] fields =
        [
            "team: shop",
            "source: {prometheus: {selector: 'severity=\"page\"', watchdog: ''}}",
            "schedule: {timeZone: UTC}",
        ];
        string name = field.Split(':')[0];
        IEnumerable<string> others = fields.Where(each =>
            !each.StartsWith(name, StringComparison.Ordinal)
        );

        CommandResult refused = await ApplyAsync(
            $"apiVersion: slo-operator.dev/v1alpha1\nkind: OnCallPolicy\nmetadata: {{name: refused}}\nspec:\n  {string.Join("\n  ", [.. others, field])}\n"
        );

        refused.ExitCode.ShouldNotBe(0);
        refused.Errors.ShouldContain(path);
    }

    [Fact]
    public async Task The_examples_can_be_applied()
    {
        string ns = await cluster.CreateNamespaceAsync("examples");
        string[] files = Directory.GetFiles(RepositoryRoot.File("crds", "examples"), "*.yaml");

        foreach (string file in files)
        {
            string manifest = await File.ReadAllTextAsync(file);
            // What is cluster-scoped is only tried: other tests' operators would meet it.
            bool isShared = !manifest.Contains("namespace:", StringComparison.Ordinal);
            CommandResult applied = await cluster.Kubectl.ApplyAsync(
                manifest.Replace("namespace: shop", $"namespace: {ns}", StringComparison.Ordinal),
                isShared ? "--dry-run=server" : "--dry-run=none"
            );
            applied.Output.ShouldContain("created");
        }

        CommandResult slos = await cluster.Kubectl.RunAsync(
            "-n",
            ns,
            "get",
            "teamslos",
            "-o",
            "name"
        );
        slos.Output.ShouldBe(
            """
            teamslo.slo-operator.dev/catalog
            teamslo.slo-operator.dev/checkout
            teamslo.slo-operator.dev/payments
            teamslo.slo-operator.dev/shopfront

            """
        );
        CommandResult policies = await cluster.Kubectl.RunAsync("-n", ns, "get", "ocp");
        policies
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line =>
                string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2))
            )
            .ShouldBe([
                "NAME TEAM",
                "catalog catalog",
                "checkout-pager checkout",
                "payments-primary payments",
                "shopfront-webhook shopfront",
            ]);
    }

    private static string Shop(params IReadOnlyList<string> targets) =>
        SloText.Of(
            "default",
            "refused",
            "default",
            "{rolling: 1d}",
            targets.Select(target => SloText.Availability(target))
        );

    private Task<CommandResult> ApplyAsync(string manifest) =>
        cluster.Kubectl.TryAsync(["apply", "--validate=false", "-f", "-"], manifest);

    // kubectl breaks lines where its window ends.
    private static string Unwrapped(string text) =>
        string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
