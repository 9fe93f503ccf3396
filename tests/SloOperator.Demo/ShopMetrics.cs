using System.Globalization;
using System.Text;

namespace SloOperator.Demo;

/// <summary>What the shop's programs show to a scrape, in the Prometheus text format.</summary>
internal sealed class ShopMetrics(ShopSeries shop, TimeProvider time)
{
    private static readonly (string Metric, string Type)[] Families =
    [
        ("http_requests_total", "counter"),
        ("http_request_duration_seconds", "histogram"),
    ];

    public string Programs()
    {
        DateTimeOffset now = time.GetUtcNow();
        StringBuilder page = new();
        foreach ((string metric, string type) in Families)
        {
            page.Append(CultureInfo.InvariantCulture, $"# TYPE {metric} {type}\n");
            foreach (LiveCounter counter in shop.Counters.Where(counter => IsOf(counter, metric)))
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"{counter.Name} {counter.ValueAt(now)}\n"
                );
            }
        }

        return page.ToString();
    }

    public string Probe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"# TYPE probe_success gauge\n{shop.Probe.Name} {shop.Probe.SampleAt(time.GetUtcNow())}\n"
        );

    private static bool IsOf(LiveCounter counter, string family) =>
        counter.Name.Metric.StartsWith(family, StringComparison.Ordinal);
}
