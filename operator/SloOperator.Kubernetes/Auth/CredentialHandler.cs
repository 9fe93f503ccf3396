using System.Net;

namespace SloOperator.Kubernetes.Auth;

/// <summary>Puts the credential on each request, and once a fresh one when the server says 401.</summary>
internal sealed class CredentialHandler(
    Uri server,
    ICredentialProvider provider,
    HttpMessageHandler inner
) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (
            Uri.Compare(
                server,
                request.RequestUri,
                UriComponents.SchemeAndServer,
                UriFormat.Unescaped,
                StringComparison.OrdinalIgnoreCase
            ) != 0
        )
        {
            throw new InvalidOperationException(
                $"The credential of {server} is for no other server"
            );
        }

        Credential first = await AskAsync(() => provider.GetAsync(cancellationToken));
        HttpResponseMessage response = await SendAsync(request, first, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        Credential second = await AskAsync(() => provider.RefreshAsync(first, cancellationToken));
        if (ReferenceEquals(first, second))
        {
            return response;
        }

        response.Dispose();
        return await SendAsync(request, second, cancellationToken);
    }

    // To callers a credential that cannot be had is a request that cannot be sent, to be tried again later.
    private static async Task<Credential> AskAsync(Func<ValueTask<Credential>> ask)
    {
        try
        {
            return await ask();
        }
        catch (KubeconfigException e)
        {
            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, e.Message, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (provider as IDisposable)?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        Credential credential,
        CancellationToken ct
    )
    {
        if (request.Content is { } content)
        {
            // A body that was streamed away could not be sent a second time.
            await content.LoadIntoBufferAsync(ct);
        }

        request.Headers.Authorization = credential.Authorization;
        request.Options.Set(ClusterTransport.CertificateKey, credential.Certificate);
        return await base.SendAsync(request, ct);
    }
}
