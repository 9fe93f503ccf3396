using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SloOperator.Benchmarks.Fleets;
using SloOperator.Testing.Wire;

namespace SloOperator.Benchmarks.Doors;

/// <summary>New versions of many workloads, over HTTP/2 as API servers ask: by many askers at a bounded rate, or all at the same instant, which is more than any API server does.</summary>
internal sealed class ReviewLoad(HttpClient http, Uri url)
{
    public const int Askers = 200;
    public const int PerSecond = 500;

    private const int Instants = 30;
    private const int RoundsOfEach = 25;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds((double)Askers / PerSecond);
    private static readonly int[] Numbers = [.. Enumerable.Range(0, Askers)];

    private int _version;

    public static async Task<Latencies> RunAsync(Uri url, string certificate, bool atOnce)
    {
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
        };
        handler.SslOptions.CertificateChainPolicy = LoopbackCertificate.TrustOnly(certificate);
        using var http = new HttpClient(handler)
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var load = new ReviewLoad(http, url);
        // The first ones make connections and compile code.
        await load.AtOnceAsync(10, new Latencies());
        var seen = new Latencies();
        await (atOnce ? load.AtOnceAsync(Instants, seen) : load.SpreadAsync(seen));
        return seen;
    }

    /// <summary>Each asker one question a period, at its own moment of it, whatever becomes of the others.</summary>
    private async Task SpreadAsync(Latencies seen) =>
        await Task.WhenAll(
            Numbers.Select(async number =>
            {
                await Task.Delay(Period * number / Askers, TimeProvider.System);
                using var pace = new PeriodicTimer(Period, TimeProvider.System);
                for (int round = 0; round < RoundsOfEach; round++)
                {
                    Check(
                        await AskAsync(Review(number, Interlocked.Increment(ref _version)), seen)
                    );
                    await pace.WaitForNextTickAsync(CancellationToken.None);
                }
            })
        );

    private async Task AtOnceAsync(int times, Latencies seen)
    {
        for (int time = 0; time < times; time++)
        {
            int version = Interlocked.Increment(ref _version);
            byte[][] reviews = [.. Numbers.Select(number => Review(number, version))];
            byte[][] answers = await Task.WhenAll(reviews.Select(review => AskAsync(review, seen)));
            Array.ForEach(answers, Check);
            await Task.Delay(Rest, TimeProvider.System);
        }
    }

    private async Task<byte[]> AskAsync(byte[] review, Latencies seen)
    {
        using var content = new ByteArrayContent(review);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await seen.TimeAsync(async () =>
        {
            using HttpResponseMessage response = await http.PostAsync(url, content);
            return await response.Content.ReadAsByteArrayAsync();
        });
    }

    /// <summary>Without a warning: the gate itself was asked, and said so.</summary>
    private static void Check(byte[] answer)
    {
        JsonElement decision = JsonDocument.Parse(answer).RootElement.GetProperty("response");
        if (
            !decision.GetProperty("allowed").GetBoolean()
            || decision.TryGetProperty("warnings", out _)
        )
        {
            throw new InvalidOperationException($"The webhook said {decision.GetRawText()}");
        }
    }

    private static byte[] Review(int number, int version)
    {
        string app = Fleet.AppOf(number);
        return Encoding.UTF8.GetBytes(
            $$"""
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
              "uid": "{{Guid.NewGuid()}}", "operation": "UPDATE", "namespace": "{{Fleet.Namespace}}", "name": "{{app}}",
              "resource": {"group": "apps", "version": "v1", "resource": "deployments" },
              "userInfo": {"username": "bench"},
              "object": {{Workload(app, version + 1)}}, "oldObject": {{Workload(app, version)}} } }
            """
        );
    }

    private static string Workload(string app, int version) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"metadata": {"name": "{{{app}}}", "labels": {"slo-operator.dev/team-slo": "{{{app}}}"} }, "spec": {"template": {"spec": {"containers": [
              {"name": "app", "image": "registry.example/app:v{{{version}}}"}]} } } }
            """
        );
}
