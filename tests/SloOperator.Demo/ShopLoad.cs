using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SloOperator.Demo;

/// <summary>The small load: a loopback server whose counters go on where the history ends.</summary>
internal sealed class ShopLoad : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ShopMetrics _metrics;

    private ShopLoad(WebApplication application, ShopMetrics metrics)
    {
        _application = application;
        _metrics = metrics;
    }

    /// <summary>host:port.</summary>
    public string Address { get; private set; } = "";

    public static async Task<ShopLoad> StartAsync(ShopMetrics metrics, CancellationToken ct)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions()
        );
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        ShopLoad load = new(builder.Build(), metrics);
        load._application.Run(load.AnswerAsync);
        await load._application.StartAsync(ct);
        IServerAddressesFeature? addresses = load
            ._application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>();
        load.Address = new Uri(addresses!.Addresses.Single()).Authority;
        return load;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        string? page = http.Request.Path.Value switch
        {
            "/metrics" => _metrics.Programs(),
            "/probe" => _metrics.Probe(),
            _ => null,
        };
        http.Response.StatusCode = page is null
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status200OK;
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return http.Response.WriteAsync(page ?? "Ask /metrics or /probe.\n", http.RequestAborted);
    }
}
