using System.Globalization;
using System.Text.Json;
using SloOperator.Domain.OnCall;
using SloOperator.Resources.OnCall;
using static SloOperator.Tests.Resources.SchemaAgreement;

namespace SloOperator.Tests.Resources.OnCall;

/// <summary>Where a field's text alone decides, the schema and the operator must not disagree.</summary>
public sealed class OnCallSchemaAgreementTests
{
    [Theory]
    [InlineData("team", "a", "a-b", "A", "-a", "a.b", "", "63 long", "64 long")]
    [InlineData("criticality", "critical", "high", "standard", "low", "High", "")]
    [InlineData("prometheus", "a", "a.b", "a..b", "A", "", "253 long", "254 long")]
    [InlineData("minimumCoverage", "0%", "99.99%", "100%", "100.0%", "101%", "90", "9.%", "")]
    [InlineData("privacy", "Aggregate", "Pseudonymous", "Named", "named", "")]
    public void Fields_of_an_OnCallPolicy(string field, params string[] values) =>
        Agree(
            Property(Spec(Crd.OnCallPolicy), field),
            values,
            value => Judge($"{field}: {Quoted(value)}")
        );

    [Theory]
    [InlineData("a", "_a1", "A", "1a", "a-b", "ä", "", "128 long", "129 long")]
    public void Labels(params string[] values) =>
        Agree(
            At("source.prometheus.groupBy").GetProperty("items"),
            values,
            value =>
                Judge(
                    $"source: {{prometheus: {{selector: 'a=\"b\"', groupBy: [{Quoted(value)}]}}}}"
                )
        );

    [Theory]
    [InlineData("type", "PagerDuty", "Opsgenie", "pagerduty", "")]
    [InlineData(
        "url",
        "https://api.pagerduty.com",
        "https://pagerduty.com/",
        "https://a.b.pagerduty.com/x/y",
        "http://api.pagerduty.com",
        "https://API.pagerduty.com",
        "https://api.pagerduty.com:443",
        "https://api.pagerduty.com?a",
        "https://api.pagerduty.com\\x",
        "https://xpagerduty.com",
        "https://pagerduty.com.x",
        ""
    )]
    [InlineData("teamIds", "PX", "a-b_c.d:e", "a/b", "a b", "", "128 long", "129 long")]
    [InlineData("scheduleIds", "PX", "a%2f", "", "128 long", "129 long")]
    public void Pagers(string field, params string[] values)
    {
        JsonElement schema = At($"source.pager.{field}");
        bool list = schema.TryGetProperty("items", out JsonElement items);

        Agree(
            list ? items : schema,
            values,
            value =>
            {
                string text = list ? $"[{Quoted(value)}]" : Quoted(value);
                string type = field is "type" ? "" : "type: PagerDuty, ";
                return Judge(
                    $"source: {{pager: {{{type}{field}: {text}, secret: {{name: a, key: b}}}}}}"
                );
            }
        );
    }

    [Theory]
    [InlineData("secret.name", "a", "a.b", "A", "")]
    [InlineData("secret.key", "a", "A_b-c.d", "a b", "")]
    public void Webhooks(string path, params string[] values) =>
        Agree(
            At($"source.alertmanagerWebhook.{path}"),
            values,
            value =>
                Judge(
                    $"source: {{alertmanagerWebhook: {{secret: {{{path.Split('.')[1]}: {Quoted(value)}}}}}}}"
                )
        );

    [Theory]
    [InlineData("start", "2026-01-05", "2000-01-01", "1999-12-31", "2026-1-5", "20260105", "")]
    [InlineData("type", "Weekly", "weekly", "Monthly", "")]
    public void Rotations(string field, params string[] values) =>
        Agree(
            At($"schedule.rotation.{field}"),
            values,
            value =>
            {
                Dictionary<string, string> rotation = new(StringComparer.Ordinal)
                {
                    ["type"] = "Weekly",
                    ["handoff"] = "'Mon 09:00'",
                    ["start"] = "'2026-01-05'",
                    ["members"] = "[a]",
                };
                rotation[field] = Quoted(value);
                string text = string.Join(
                    ", ",
                    rotation.Select(each => $"{each.Key}: {each.Value}")
                );
                return Judge($"schedule: {{timeZone: UTC, rotation: {{{text}}}}}");
            }
        );

    [Theory]
    [InlineData("a", "a b", "å", " a", "a ", "a\tb", "a\nb", "\u007f", "", "128 long", "129 long")]
    public void Members(params string[] values) =>
        Agree(
            At("schedule.rotation.members").GetProperty("items"),
            values,
            value =>
                Judge(
                    $"schedule: {{timeZone: UTC, rotation: {{type: Daily, handoff: '09:00', start: '2026-01-05', members: [{Quoted(value)}]}}}}"
                )
        );

    [Theory]
    [InlineData(
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.5+01:00",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00z",
        "2026-01-01T24:00:00Z",
        "1999-01-01T00:00:00Z",
        "2026-01-01",
        ""
    )]
    public void Times(params string[] values) =>
        Agree(
            Property(At("schedule.shifts").GetProperty("items"), "start"),
            values,
            value =>
                Judge(
                    $"schedule: {{timeZone: UTC, shifts: [{{member: a, start: {Quoted(value)}, end: '2027-01-01T00:00:00Z'}}]}}"
                )
        );

    [Theory]
    [InlineData(
        "workingHours.days",
        "Mon-Fri",
        "Sun-Thu",
        "Mon,Wed",
        "mon",
        "Mon-",
        "Mon,,Tue",
        ""
    )]
    [InlineData("workingHours.start", "00:00", "17:59", "24:00", "8:00", "08:00:00", "")]
    [InlineData("sleepHours.end", "00:00", "21:59", "23:60", "8:00", "")]
    public void Hours(string path, params string[] values)
    {
        string[] parts = path.Split('.');

        Agree(
            At($"schedule.{path}"),
            values,
            value =>
                Judge(
                    $"schedule: {{timeZone: UTC, {WrittenPolicy.Weekly}, {parts[0]}: {{{parts[1]}: {Quoted(value)}}}}}"
                )
        );
    }

    [Theory]
    [InlineData("2026-12-25", "1999-12-25", "2026-12-5", "2026/12/25", "")]
    public void Holidays(params string[] values) =>
        Agree(
            At("schedule.holidays").GetProperty("items"),
            values,
            value =>
                Judge(
                    $"schedule: {{timeZone: UTC, {WrittenPolicy.Weekly}, holidays: [{Quoted(value)}]}}"
                )
        );

    [Theory]
    [InlineData(
        "alertsPerIncident",
        "0",
        "1.5",
        "999999.9999",
        "1000000",
        "1.",
        ".5",
        "-1",
        "1%",
        ""
    )]
    [InlineData("transientShare", "0%", "12.3456%", "100%", "100.1%", "0.5", "%", "")]
    public void Thresholds(string metric, params string[] values) =>
        Agree(
            At($"thresholds.{metric}.limit"),
            values,
            value =>
                Judge(
                    $"thresholds: {{{metric}: {{warn: '0{(metric is "transientShare" ? "%" : "")}', limit: {Quoted(value)}}}}}"
                )
        );

    /// <summary>Whether the server or the operator fills them in must make no difference.</summary>
    [Fact]
    public void Default_thresholds_are_the_domains()
    {
        foreach ((LoadMetric metric, LoadThreshold threshold) in LoadThresholds.Default)
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(metric.ToString());

            Default($"thresholds.{name}.warn").ShouldBe(threshold.Warn, name);
            Default($"thresholds.{name}.limit").ShouldBe(threshold.Limit, name);
        }
    }

    [Fact]
    public void What_the_server_fills_in_changes_nothing()
    {
        OnCallPolicy filled = WrittenPolicy.With(
            "criticality: standard",
            "prometheus: default",
            $"window: {Text("window")}",
            $"minimumCoverage: {Text("minimumCoverage")}",
            $"privacy: {Text("privacy")}",
            $"source: {{prometheus: {{selector: 'severity=\"page\"', evaluationInterval: {Text("source.prometheus.evaluationInterval")}, mergeGap: {Text("source.prometheus.mergeGap")}, watchdog: {Text("source.prometheus.watchdog")}}}}}"
        );
        OnCallTerms with = Terms(filled);
        OnCallTerms without = Terms(WrittenPolicy.With());

        with.Source.ShouldBe(without.Source);
        with.Plan.Window.ShouldBe(without.Plan.Window);
        with.Plan.MinimumCoverage.ShouldBe(without.Plan.MinimumCoverage);
        (with.Criticality, with.Privacy).ShouldBe((without.Criticality, without.Privacy));
    }

    [Fact]
    public void Hours_that_the_server_fills_in_are_the_domains()
    {
        HoursRule hours = Terms(
            WrittenPolicy.WithHours(
                $"workingHours: {{days: {Text("schedule.workingHours.days")}, start: {Text("schedule.workingHours.start")}, end: {Text("schedule.workingHours.end")}}}, "
                    + $"sleepHours: {{start: {Text("schedule.sleepHours.start")}, end: {Text("schedule.sleepHours.end")}}}"
            )
        ).Plan.Hours;

        hours.WorkingDays.ShouldBe(HoursRule.DefaultWorkingDays, ignoreOrder: true);
        hours.WorkingHours.ShouldBe(HoursRule.DefaultWorkingHours);
        hours.SleepHours.ShouldBe(HoursRule.DefaultSleepHours);
    }

    [Fact]
    public void The_webhook_that_the_server_fills_in_is_the_same()
    {
        const string Webhook = "source.alertmanagerWebhook";
        OnCallPolicy filled = WrittenPolicy.With(
            $"source: {{alertmanagerWebhook: {{secret: {{name: {Text($"{Webhook}.secret.name")}, key: {Text($"{Webhook}.secret.key")}}}}}}}"
        );

        Terms(filled)
            .Source.ShouldBe(Terms(WrittenPolicy.With($"source: {WrittenPolicy.Webhook}")).Source);
    }

    private static OnCallTerms Terms(OnCallPolicy policy) =>
        new OnCallPolicyMapper(OnCallPolicyMapperTests.Lookup("url: http://p"), _ => null)
            .Map(policy)
            .Terms.ShouldNotBeNull();

    private static decimal? Default(string path) =>
        !At(path).TryGetProperty("default", out JsonElement written) ? null
        : written.GetString()!.EndsWith('%')
            ? decimal.Parse(written.GetString()![..^1], CultureInfo.InvariantCulture) / 100m
        : decimal.Parse(written.GetString()!, CultureInfo.InvariantCulture);

    private static string Text(string path) => Quoted(At(path).GetProperty("default").GetString()!);

    private static JsonElement At(string path) =>
        path.Split('.').Aggregate(Spec(Crd.OnCallPolicy), Property);

    private static IReadOnlyList<SloOperator.Resources.Problem> Judge(string field) =>
        OnCallPolicyValidator.Validate(WrittenPolicy.With(field));
}
