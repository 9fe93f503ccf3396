using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SloOperator.Gate;
using SloOperator.Http;

namespace SloOperator.Cli;

/// <summary>Asks a running operator.</summary>
/// <param name="server">Its URL.</param>
/// <param name="token">A bearer token; null: none is sent.</param>
/// <param name="authorityFile">PEM of the authority that its certificate must be of; null: those that the machine knows.</param>
internal sealed class ServerGateSource(Uri server, string? token, string? authorityFile)
    : IGateSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Far more than an answer has.</summary>
    private const long Largest = 1024 * 1024;

    public async Task<GateAnswer> AskAsync(GateRequest request, CancellationToken ct)
    {
        using SocketsHttpHandler handler = OutgoingHandler.Create(connections: 1);
        TrustAuthority(handler);
        using var http = new HttpClient(handler)
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = Largest,
        };
        using var question = new HttpRequestMessage(HttpMethod.Get, AddressOf(request));
        if (token is not null)
        {
            RefusePlain();
            question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using HttpResponseMessage response = await http.SendAsync(question, ct);
            byte[] body = await response.Content.ReadAsByteArrayAsync(ct);
            return response.StatusCode is HttpStatusCode.OK
                ? JsonSerializer.Deserialize(body, GateJson.Compact.GateAnswer)
                    ?? throw new JsonException("null")
                : throw Refusal(request, response.StatusCode, body);
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException or TaskCanceledException
                && !ct.IsCancellationRequested
            )
        {
            string reason =
                e is TaskCanceledException
                    ? $"no answer within {Patience.TotalSeconds:0} s"
                    : FailureReason.Describe(e) ?? e.Message;
            throw new CommandException(
                $"gate {request.Slo}: asking {server}: {reason}",
                ExitCodes.Unreachable
            );
        }
    }

    private Uri AddressOf(GateRequest request)
    {
        string query = string.Join(
            '&',
            new[]
            {
                ("change", request.Change),
                ("ref", request.Reference),
                ("env", request.Environment),
            }
                .Where(pair => pair.Item2 is not null)
                .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}")
        );
        string path = $"api/v1/gates/{request.Slo.Namespace}/{request.Slo.Name}";
        return new Uri(
            $"{server.AbsoluteUri.TrimEnd('/')}/{path}{(query.Length > 0 ? "?" + query : "")}"
        );
    }

    /// <summary>A token that is sent in the clear belongs to everybody on the way.</summary>
    private void RefusePlain()
    {
        if (server.Scheme != Uri.UriSchemeHttps && !IsNear(server))
        {
            throw new CommandException(
                $"--server {server}: a token is sent over https only, or to this machine or a Service of this cluster (*.svc)"
            );
        }
    }

    private static bool IsNear(Uri server) =>
        server.IsLoopback
        || server.Host.EndsWith(".svc", StringComparison.Ordinal)
        || server.Host.EndsWith(".svc.cluster.local", StringComparison.Ordinal);

    private void TrustAuthority(SocketsHttpHandler handler)
    {
        if (authorityFile is null)
        {
            return;
        }

        var trusted = new X509Certificate2Collection();
        try
        {
            trusted.ImportFromPemFile(authorityFile);
        }
        catch (CryptographicException e)
        {
            throw new CommandException($"--certificate-authority {authorityFile}: {e.Message}");
        }

        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
    }

    private CommandException Refusal(GateRequest request, HttpStatusCode status, byte[] body)
    {
        string said = DetailOf(body) is { } detail
            ? $"{(int)status}: {FailureReason.Excerpt(detail)}"
            : $"it answered {(int)status}";
        int code = status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound
            ? ExitCodes.Usage
            : ExitCodes.Unreachable;
        return new CommandException($"gate {request.Slo}: asking {server}: {said}", code);
    }

    private static string? DetailOf(byte[] body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return
                problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty("detail", out JsonElement detail)
                && detail.ValueKind == JsonValueKind.String
                ? detail.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
