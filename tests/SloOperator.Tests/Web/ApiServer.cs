using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SloOperator.Controllers;
using SloOperator.Gate;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Tickets;
using SloOperator.Testing;
using SloOperator.Tests.Controllers;
using SloOperator.Tests.Controllers.Exceptions;
using SloOperator.Tests.Gate;
using SloOperator.Web;

namespace SloOperator.Tests.Web;

/// <summary>The API on a real Kestrel with the operator's limit of 64 KiB a body, over objects in memory, and who calls it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private ApiServer(WebApplication app)
    {
        _app = app;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Url };
    }

    public Uri Url => new(_app.Urls.Single());

    public TokenAccess Access { get; private init; } = null!;

    public MemoryStore<TeamSlo> Slos { get; private init; } = null!;

    public MemoryTickets Tickets { get; private init; } = null!;

    public RecordedAudit Audit { get; private init; } = null!;

    public ManualTimeProvider Time { get; private init; } = null!;

    /// <summary>Every address there is.</summary>
    public IEnumerable<string> Routes =>
        ((IEndpointRouteBuilder)_app)
            .DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!);

    /// <param name="readable">Namespaces that the owner of the token may read.</param>
    public static async Task<ApiServer> StartAsync(params string[] readable)
    {
        var access = new TokenAccess(readable);
        var slos = new MemoryStore<TeamSlo>((slo, _) => slo);
        slos.CompleteSync();
        MemoryTickets tickets = new();
        var time = new ManualTimeProvider(GivenGate.Noon);
        var audit = new RecordedAudit();
        var desk = new GateDesk(
            slos,
            new GivenExceptions(),
            new GateJournal(audit, new RecordedEvents(), time),
            time
        );
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IResourceStore<TeamSlo>>(slos);
        builder.Services.AddSingleton<IResourceStore<ReliabilityTicket>>(tickets);
        builder.Services.AddSingleton<IResourceStore<OnCallPolicy>>(
            new MemoryStore<OnCallPolicy>((policy, _) => policy)
        );
        WebApplication app = builder.Build();
        app.MapGates(() => access, () => desk);
        app.MapLists(() => access, app.Services);
        app.MapOpenApi();
        app.MapFlagger(() => access, () => desk, (() => slos, time));
        await app.StartAsync();
        return new ApiServer(app)
        {
            Access = access,
            Slos = slos,
            Tickets = tickets,
            Audit = audit,
            Time = time,
        };
    }

    public Task<ApiReply> GetAsync(string path, string? token = TokenAccess.Token) =>
        SendAsync(HttpMethod.Get, path, null, token);

    public Task<ApiReply> PostAsync(string path, string body, string? token = TokenAccess.Token) =>
        SendAsync(HttpMethod.Post, path, body, token);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<ApiReply> SendAsync(
        HttpMethod method,
        string path,
        string? body,
        string? token
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using HttpResponseMessage response = await _client.SendAsync(request);
        return new ApiReply(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync()
        );
    }
}
