using System.Text;
using System.Text.Json;
using SloOperator.Benchmarks.Fleets;

namespace SloOperator.Benchmarks.Pages;

/// <summary>How many samples Prometheus itself says a request makes it look at, by sending it again with stats=all.</summary>
internal sealed class SampleCount : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public async Task<long> OfAsync(IReadOnlyList<RecordedCall> calls)
    {
        long samples = 0;
        foreach (RecordedCall call in calls)
        {
            samples += await OfAsync(call);
        }

        return samples;
    }

    public void Dispose() => _http.Dispose();

    private async Task<long> OfAsync(RecordedCall call)
    {
        using var request = new HttpRequestMessage(call.Method, call.Url)
        {
            Content = new StringContent(
                Encoding.UTF8.GetString(call.Body) + "&stats=all",
                Encoding.UTF8,
                "application/x-www-form-urlencoded"
            ),
        };
        using HttpResponseMessage response = await _http.SendAsync(request);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        using JsonDocument answer = await JsonDocument.ParseAsync(body);
        return answer
            .RootElement.GetProperty("data")
            .GetProperty("stats")
            .GetProperty("samples")
            .GetProperty("totalQueryableSamples")
            .GetInt64();
    }
}
