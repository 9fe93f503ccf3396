using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SloOperator.Pagers.Alertmanager;

namespace SloOperator.Tests.Pagers.Alertmanager;

/// <summary>The hook on a real Kestrel with the operator's limit of 64 KiB a body, and who calls it.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    public const string Primary = "/hooks/alertmanager/payments/primary";

    private readonly WebApplication _app;
    private readonly AlertmanagerHook _hook;
    private readonly SocketsHttpHandler _handler = new()
    {
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
    };
    private readonly HttpClient _client;

    private HookServer(WebApplication app, AlertmanagerHook hook)
    {
        _app = app;
        _hook = hook;
        _client = new HttpClient(_handler) { BaseAddress = Address };
        // A refusal is heard before the body is sent, and not lost in a broken connection.
        _client.DefaultRequestHeaders.ExpectContinue = true;
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<HookServer> StartAsync(
        RecordedHooks hooks,
        ILogger<AlertmanagerHook> logger
    )
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024);
        builder.Services.AddRouting();
        WebApplication app = builder.Build();
        var hook = new AlertmanagerHook(hooks, logger);
        app.MapAlertmanagerHook(() => hook);
        await app.StartAsync();
        return new HookServer(app, hook);
    }

    public static string Sign(string body, string secret = RecordedHooks.Secret) =>
        "sha256="
        + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body))
        );

    public async Task<HttpResponseMessage> PostAsync(
        string body,
        string path = Primary,
        string? token = RecordedHooks.Secret
    )
    {
        using var content = new StringContent(body);
        (string, string)? header = token is null ? null : ("Authorization", $"Bearer {token}");
        return await PostAsync(content, path, header);
    }

    public async Task<HttpResponseMessage> PostAsync(
        HttpContent content,
        string path,
        (string Name, string Value)? header
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (header is { } named)
        {
            request.Headers.TryAddWithoutValidation(named.Name, named.Value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<HttpResponseMessage> GetAsync() =>
        _client.GetAsync(new Uri(Primary, UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _handler.Dispose();
        await _app.DisposeAsync();
        _hook.Dispose();
    }
}
