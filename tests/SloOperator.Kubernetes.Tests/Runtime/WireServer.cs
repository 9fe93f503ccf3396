using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>A real Kestrel on a free port, with TLS when it is given a certificate.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    /// <summary>In the connection's items: the name the client asked for.</summary>
    public const string SniKey = "sni";

    private readonly WebApplication _app;

    private WireServer(WebApplication app) => _app = app;

    public int Port =>
        new Uri(
            _app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single()
        ).Port;

    public Uri Http => new($"http://127.0.0.1:{Port}/");

    public static async Task<WireServer> StartAsync(
        RequestDelegate answer,
        X509Certificate2? certificate = null,
        IPAddress? address = null
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions()
        );
        builder.WebHost.UseKestrelCore();
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                address ?? IPAddress.Loopback,
                0,
                listen =>
                {
                    if (certificate is not null)
                    {
                        listen.UseHttps(https =>
                        {
                            https.ServerCertificateSelector = (connection, name) =>
                            {
                                connection!.Items[SniKey] = name;
                                return certificate;
                            };
                            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                            https.AllowAnyClientCertificate();
                        });
                    }
                }
            )
        );
        WebApplication app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new WireServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
