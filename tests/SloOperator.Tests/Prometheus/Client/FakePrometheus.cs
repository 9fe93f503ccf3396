using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SloOperator.Tests.Prometheus.Client;

/// <summary>A real server on a free port of 127.0.0.1 that answers as one test says.</summary>
internal sealed class FakePrometheus : IAsyncDisposable
{
    public const string Empty =
        """{"status":"success","data":{"resultType":"vector","result":[]}}""";

    private readonly WebApplication _app;

    private FakePrometheus(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    public static Task<FakePrometheus> AnsweringAsync(
        string body,
        int status = 200,
        string type = "application/json"
    ) =>
        StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });

    public static async Task<FakePrometheus> StartAsync(
        RequestDelegate answer,
        Action<ListenOptions>? listen = null
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, options => listen?.Invoke(options))
        );
        WebApplication app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new FakePrometheus(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
