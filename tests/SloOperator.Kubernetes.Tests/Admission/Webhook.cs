using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using SloOperator.Kubernetes.Admission;

namespace SloOperator.Kubernetes.Tests.Admission;

/// <summary>A webhook on a port of its own, with the body limit that the operator's other addresses have.</summary>
internal sealed class Webhook : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private Webhook(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Urls.Single());
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
            }
        )
        {
            BaseAddress = Url,
        };
        // A refusal is heard before the body is sent, and not lost in a broken connection.
        _http.DefaultRequestHeaders.ExpectContinue = true;
    }

    public Uri Url { get; }

    public static async Task<Webhook> StartAsync(
        Func<AdmissionRequest, AdmissionDecision> decide,
        Action<ListenOptions>? listen = null
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Listen(IPAddress.Loopback, 0, listen ?? (_ => { }));
        });
        WebApplication app = builder.Build();
        app.MapAdmission("/validate", decide);
        await app.StartAsync();
        return new Webhook(app);
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _http.PostAsync(
            new Uri("/validate", UriKind.Relative),
            content
        );
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
