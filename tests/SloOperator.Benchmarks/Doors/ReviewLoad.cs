using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SloOperator.Benchmarks.Fleets;
using SloOperator.Testing.Wire;

namespace SloOperator.Benchmarks.Doors;

/// <summary>New versions of many workloads at the same moment, over HTTP/2 as API servers ask; after a rest, again.</summary>
internal static class ReviewLoad
{
    public const int Concurrent = 200;

    private const int WarmUp = 10;
    private const int Rounds = 50;

    private static readonly int[] Numbers = [.. Enumerable.Range(0, Concurrent)];

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    public static async Task<Latencies> RunAsync(Uri url, string certificate)
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
        var seen = new Latencies();
        for (int round = 0; round < WarmUp + Rounds; round++)
        {
            seen = round == WarmUp ? new Latencies() : seen;
            byte[][] reviews = [.. Numbers.Select(number => Review(number, round))];
            byte[][] answers = await Task.WhenAll(
                reviews.Select(review => AskAsync(http, url, review, seen))
            );
            Array.ForEach(answers, Check);
            await Task.Delay(Rest, TimeProvider.System);
        }

        return seen;
    }

    private static async Task<byte[]> AskAsync(
        HttpClient http,
        Uri url,
        byte[] review,
        Latencies seen
    )
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
