using System.Globalization;

namespace SloOperator.Soak.Endurance;

/// <summary>What the operator counts of itself.</summary>
internal sealed class OperatorMetrics(Uri metrics) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public async Task WaitUntilReadyAsync() =>
        (await _http.GetAsync(new Uri(metrics, "readyz"))).EnsureSuccessStatusCode();

    /// <summary>Requests to the API server of one verb, whatever came of them.</summary>
    public async Task<double> RequestsAsync(string verb)
    {
        string text = await _http.GetStringAsync(new Uri(metrics, "metrics"));
        return text.Split('\n')
            .Where(line =>
                line.StartsWith("slo_operator_kube_requests_total{", StringComparison.Ordinal)
                && line.Contains($"verb=\"{verb}\"", StringComparison.Ordinal)
            )
            .Sum(line =>
                double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)
            );
    }

    public void Dispose() => _http.Dispose();
}
