using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using SloOperator.Benchmarks.Fleets;

namespace SloOperator.Benchmarks.Doors;

/// <summary>Pipelines that ask one gate after another, at a rate that does not depend on the answers.</summary>
internal static class GateLoad
{
    public const int PerSecond = 500;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly byte[] Allowed = Encoding.UTF8.GetBytes("\"allowed\":true");

    public static async Task<Latencies> RunAsync(Uri url, string token, int count)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = url,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // The first ones make connections, compile code and ask the API server who calls.
        await PaceAsync(http, PerSecond, new Latencies());
        var seen = new Latencies();
        await PaceAsync(http, count, seen);
        return seen;
    }

    private static async Task PaceAsync(HttpClient http, int count, Latencies seen)
    {
        var asked = new List<Task>(count);
        long begun = TimeProvider.System.GetTimestamp();
        using var tick = new PeriodicTimer(Tick, TimeProvider.System);
        while (asked.Count < count)
        {
            await tick.WaitForNextTickAsync(CancellationToken.None);
            int due = (int)(TimeProvider.System.GetElapsedTime(begun).TotalSeconds * PerSecond);
            while (asked.Count < Math.Min(due, count))
            {
                asked.Add(AskAsync(http, asked.Count, seen));
            }
        }

        await Task.WhenAll(asked);
    }

    private static async Task AskAsync(HttpClient http, int number, Latencies seen)
    {
        string gate = string.Create(
            CultureInfo.InvariantCulture,
            $"api/v1/gates/{Fleet.Namespace}/{Fleet.AppOf(number % Fleet.TeamSlos)}?change=feature"
        );
        byte[] answer = await seen.TimeAsync(() =>
            http.GetByteArrayAsync(new Uri(gate, UriKind.Relative))
        );
        if (answer.AsSpan().IndexOf(Allowed) < 0)
        {
            throw new InvalidOperationException(
                $"{gate} answered {Encoding.UTF8.GetString(answer)}"
            );
        }
    }
}
