using System.Globalization;
using System.Text.Json;
using SloOperator.Cli;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Testing.Histories;
using SloOperator.Testing.Processes;
using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.Budgets;

/// <summary>Periods that begin at a local midnight, by <c>evaluate --at</c> on a real Prometheus: around clock changes and month ends.</summary>
public sealed class CalendarTests
{
    [Theory]
    // The clock goes forward on 29 March: the month began at +1, and is looked at from +2.
    [InlineData("Europe/Berlin", "2026-02-28T23:00:00Z", "2026-03-29T12:00:00Z")]
    // And back on 25 October.
    [InlineData("Europe/Berlin", "2026-09-30T22:00:00Z", "2026-10-25T12:00:00Z")]
    // The last five minutes of a month are of that month, the first five of the next one are not.
    [InlineData("Europe/Berlin", "2026-09-30T22:00:00Z", "2026-10-31T22:55:00Z")]
    [InlineData("Europe/Berlin", "2026-10-31T23:00:00Z", "2026-10-31T23:05:00Z")]
    // Forward on 8 March, back on 1 November, the first day of a month.
    [InlineData("America/Chicago", "2026-03-01T06:00:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("America/Chicago", "2026-11-01T05:00:00Z", "2026-11-02T12:00:00Z")]
    [InlineData("America/Chicago", "2026-02-01T06:00:00Z", "2026-03-01T05:55:00Z")]
    // By half an hour: back on 5 April, forward on 4 October; an October begins at half past one.
    [InlineData("Australia/Lord_Howe", "2026-03-31T13:00:00Z", "2026-04-10T12:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-09-30T13:30:00Z", "2026-10-20T12:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-09-30T13:30:00Z", "2026-10-31T12:55:00Z")]
    public async Task A_month_counts_from_its_own_local_midnight(
        string zone,
        string start,
        string end
    )
    {
        (DateTimeOffset from, DateTimeOffset to) = (Time(start), Time(end));
        SeriesHistory history = new(from.AddHours(-3), to.AddMinutes(10));
        history.Counter(SloText.Total, ("code", "200")).PerMinute(60);
        // As many before the midnight as after it: an hour or a half too early or too late shows.
        history
            .Counter(SloText.Total, ("code", "500"))
            .PerMinute(6, from.AddHours(-2), from.AddHours(2));

        JsonElement objective = await EvaluateAsync(history, SloText.Availability("95"), zone, to);

        long bad = history.Log.Count(SloText.Total, from, to, ("code", "500"));
        decimal truth = 1 - (bad / (0.05m * history.Log.Count(SloText.Total, from, to)));
        Number(objective, "budgetRemaining").ShouldBe(truth, 0.001m);
        Number(objective, "badEvents").ShouldBe(bad, 1);
        objective.GetProperty("measuredSince").GetString().ShouldBe(start);
    }

    [Theory]
    // 5 % of 743 hours of 12 slices, one hour less than 31 days have: 445.8.
    [InlineData("Europe/Berlin", "2026-02-28T23:00:00Z", "2026-03-02T12:00:00Z", "0.977568")]
    // One hour more, 745: 447.
    [InlineData("Europe/Berlin", "2026-09-30T22:00:00Z", "2026-10-02T12:00:00Z", "0.977628")]
    // 28 days without a change: 403.2.
    [InlineData("America/Chicago", "2026-02-01T06:00:00Z", "2026-02-03T12:00:00Z", "0.975198")]
    // Half an hour less than 31 days, 743.5 hours: 446.1.
    [InlineData("Australia/Lord_Howe", "2026-09-30T13:30:00Z", "2026-10-02T12:00:00Z", "0.977583")]
    public async Task A_budget_in_time_is_of_the_whole_month_as_long_as_it_really_is(
        string zone,
        string start,
        string end,
        string remaining
    )
    {
        DateTimeOffset outage = Time(start).AddHours(5);
        SeriesHistory history = new(Time(start).AddHours(-3), Time(end).AddMinutes(10));
        history.Counter(SloText.Total, ("code", "200")).PerMinute(60);
        // Ten slices, and no more.
        history
            .Counter(SloText.Total, ("code", "500"))
            .PerMinute(60, outage, outage.AddMinutes(50));
        string objective = SloText.Availability(
            "95",
            """, method: Timeslices, timeslice: {length: 5m, target: "99"}"""
        );

        JsonElement seen = await EvaluateAsync(history, objective, zone, Time(end));

        seen.GetProperty("budgetRemaining").GetString().ShouldBe(remaining);
    }

    private static async Task<JsonElement> EvaluateAsync(
        SeriesHistory history,
        string objective,
        string zone,
        DateTimeOffset at
    )
    {
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(history);
        using TemporaryFolder folder = new();
        string file = folder.File("slo.yaml");
        string window = $"{{calendar: {{period: Month, timeZone: {zone}}}}}";
        await File.WriteAllTextAsync(
            file,
            SloText.Of("shop", "shop", "default", window, [objective])
        );
        // The default endpoint waits thirty seconds for late samples.
        string time = at.AddSeconds(30)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter errors = new(CultureInfo.InvariantCulture);

        int exitCode = await CommandLine.RunAsync(
            [
                "evaluate",
                "-f",
                file,
                "--prometheus-url",
                prometheus.Url.ToString(),
                "--at",
                time,
                "-o",
                "json",
            ],
            output,
            errors,
            CancellationToken.None
        );

        errors.ToString().ShouldBeEmpty();
        exitCode.ShouldBeOneOf(0, 2);
        JsonElement status = JsonDocument
            .Parse(output.ToString())
            .RootElement.GetProperty("items")[0]
            .GetProperty("status");
        status.GetProperty("evaluatedAt").GetDateTimeOffset().ShouldBe(at);
        return status.GetProperty("objectives")[0];
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Number(JsonElement objective, string property) =>
        decimal.Parse(
            objective.GetProperty(property).GetString().ShouldNotBeNull(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );
}
