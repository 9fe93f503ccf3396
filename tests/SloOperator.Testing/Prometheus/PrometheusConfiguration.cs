using System.Text.Json;

namespace SloOperator.Testing.Prometheus;

/// <summary>Writes prometheus.yml, as JSON, which is YAML too and needs no care for quotes.</summary>
internal static class PrometheusConfiguration
{
    /// <param name="options">Of the server.</param>
    /// <param name="ruleFile">Read when the options have rules.</param>
    public static string Write(PrometheusOptions options, string ruleFile) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["global"] = Global(options),
                ["rule_files"] = options.Rules is null ? [] : new[] { ruleFile },
                ["alerting"] = new { alertmanagers = Targets(options.Alertmanagers) },
                ["remote_read"] = options.RemoteReads.Select(server => new
                {
                    url = new Uri(server, "api/v1/read"),
                    read_recent = true,
                }),
                ["scrape_configs"] = new[]
                {
                    new
                    {
                        job_name = "test",
                        static_configs = StaticTargets(options.ScrapeTargets),
                    },
                },
            }
        );

    private static Dictionary<string, object> Global(PrometheusOptions options)
    {
        Dictionary<string, object> global = new()
        {
            ["scrape_interval"] = Duration(options.ScrapeInterval),
            ["scrape_timeout"] = Duration(options.ScrapeInterval),
            ["external_labels"] = options.ExternalLabels,
        };
        if (options.EvaluationInterval is { } interval)
        {
            global["evaluation_interval"] = Duration(interval);
        }

        return global;
    }

    private static object[] Targets(IReadOnlyList<string> authorities) =>
        authorities.Count == 0 ? [] : [new { static_configs = StaticTargets(authorities) }];

    private static object[] StaticTargets(IReadOnlyList<string> authorities) =>
        [new { targets = authorities }];

    private static string Duration(TimeSpan duration) => $"{(long)duration.TotalMilliseconds}ms";
}
