using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SloOperator.Http;

namespace SloOperator.Prometheus;

/// <summary>Sends calls to one endpoint with its tenant headers and credential.</summary>
internal sealed class EndpointSender(EndpointOptions options, SecretCache secrets) : IDisposable
{
    private const string Hidden = "[hidden]";

    private readonly HttpMessageInvoker _http = new EndpointTransport(options, secrets).Open();

    // As last sent, so that an answer that echoes it does not carry it on.
    private volatile string? _authorization;

    /// <summary>A 401 may mean that the credential was rotated since it was read: it is read again, and only a new one is tried.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        ApiCall call,
        Tenant? tenant,
        CancellationToken ct
    )
    {
        SecretKey? key = options.Auth.Credential;
        string? credential = key is null ? null : await secrets.GetAsync(key, ct);
        HttpResponseMessage response = await SendOnceAsync(call, tenant, credential, ct);
        if (response.StatusCode != HttpStatusCode.Unauthorized || key is null)
        {
            return response;
        }

        string again;
        try
        {
            again = await secrets.ReadAgainAsync(key, ct);
            if (string.Equals(again, credential, StringComparison.Ordinal))
            {
                return response;
            }
        }
        catch
        {
            response.Dispose();
            throw;
        }

        response.Dispose();
        return await SendOnceAsync(call, tenant, again, ct);
    }

    /// <summary>The text without any credential that was sent.</summary>
    public string Hide(string text)
    {
        string hidden = secrets.Values.Aggregate(text, Hide);
        return _authorization is { } sent ? Hide(hidden, sent) : hidden;
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(
        ApiCall call,
        Tenant? tenant,
        string? credential,
        CancellationToken ct
    )
    {
        using HttpRequestMessage request = call.ToRequest(options.Url);
        request.Headers.Accept.ParseAdd("application/json");
        Authorize(request, credential);
        AddHeaders(request, tenant);
        return await _http.SendAsync(request, ct);
    }

    private void Authorize(HttpRequestMessage request, string? credential)
    {
        if (credential is null)
        {
            return;
        }

        if (credential.Length == 0 || credential.Any(char.IsControl))
        {
            throw new ExchangeException(
                $"{options.Auth.Credential} holds nothing that a header can carry"
            );
        }

        request.Headers.Authorization = options.Auth is EndpointAuth.Basic basic
            ? new AuthenticationHeaderValue("Basic", Basic(basic.Username, credential))
            : new AuthenticationHeaderValue("Bearer", credential);
        _authorization = request.Headers.Authorization.Parameter;
    }

    private void AddHeaders(HttpRequestMessage request, Tenant? tenant)
    {
        foreach (
            HeaderTemplate header in options.Headers.Where(header =>
                tenant is not null || !header.IsPerTenant
            )
        )
        {
            string value = tenant is null ? header.Template : header.Expand(tenant);
            if (!request.Headers.TryAddWithoutValidation(header.Name, value))
            {
                // Without it the answer could be another tenant's.
                throw new ExchangeException($"the header {header.Name} cannot be sent");
            }
        }
    }

    private static string Basic(string username, string password) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"));

    private static string Hide(string text, string secret) =>
        secret.Length == 0 ? text : text.Replace(secret, Hidden, StringComparison.Ordinal);
}
