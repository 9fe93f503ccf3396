using System.Globalization;
using SloOperator.EndToEnd.Tests.Chart;
using SloOperator.Testing;
using SloOperator.Testing.Prometheus;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>Every query of every panel, on a real Prometheus that scrapes the operator as the chart installs it.</summary>
[Collection(ChartCollection.Name)]
public sealed class DashboardQueryTests(DashboardScene scene, ITestOutputHelper output)
    : IClassFixture<DashboardScene>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Every_query_returns_data()
    {
        PanelAnswer[] answers = [];
        try
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    answers = await AskAsync(scene.Metrics);
                    answers
                        .Where(answer => answer.Series == 0)
                        .Select(answer => answer.ToString())
                        .ShouldBeEmpty();
                },
                Deadline
            );
        }
        finally
        {
            output.WriteLine(string.Join('\n', answers.Select(answer => answer.ToString())));
        }
    }

    [Fact]
    public async Task What_is_exported_has_the_type_and_the_labels_of_its_documentation()
    {
        IReadOnlyDictionary<string, DocumentedMetric> documented = MetricsReference.Read();
        IReadOnlyList<DocumentedMetric> exported = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                (_, string text) = await scene.Running.GetAsync("/metrics");
                exported = MetricsReference.Exposed(text);
                exported.Count.ShouldBeGreaterThanOrEqualTo(40);
            },
            Deadline
        );

        foreach (DocumentedMetric metric in exported)
        {
            documented.Keys.ShouldContain(metric.Name);
            documented[metric.Name].ToString().ShouldBe(metric.ToString());
        }
    }

    private static async Task<PanelAnswer[]> AskAsync(PrometheusServer metrics)
    {
        List<PanelAnswer> answers = [];
        foreach (Dashboard board in Dashboard.Names.Select(Dashboard.Read))
        {
            foreach (DashboardPanel panel in board.Panels)
            {
                foreach (string expression in panel.Expressions)
                {
                    answers.Add(
                        await AskAsync(metrics, $"{board.Name} | {panel.Title}", expression)
                    );
                }
            }
        }

        return [.. answers];
    }

    private static async Task<PanelAnswer> AskAsync(
        PrometheusServer metrics,
        string panel,
        string expression
    )
    {
        // Subqueries look at whole minutes only, and the newest sample stands for those to come.
        DateTimeOffset at = NextMinute();
        // NaN differs from itself, and is no answer.
        string known = $"(({expression}) == ({expression}))";
        return new PanelAnswer(
            panel,
            ExportedMetrics.In(expression).First(),
            (int)(await metrics.QueryAsync($"count({known})", at) ?? 0),
            await metrics.QueryAsync($"min({known})", at),
            await metrics.QueryAsync($"max({known})", at)
        );
    }

    private static DateTimeOffset NextMinute()
    {
        long now = TimeProvider.System.GetUtcNow().Ticks;
        return new((now / TimeSpan.TicksPerMinute + 1) * TimeSpan.TicksPerMinute, TimeSpan.Zero);
    }

    /// <summary>What one query of a panel returned; a line of the table that the test prints.</summary>
    private sealed record PanelAnswer(
        string Panel,
        string Metric,
        int Series,
        double? Least,
        double? Most
    )
    {
        public override string ToString() =>
            $"{Panel} | {Metric} | {Series} series | {Write(Least)} … {Write(Most)}";

        private static string Write(double? value) =>
            value?.ToString("G6", CultureInfo.InvariantCulture) ?? "–";
    }
}
