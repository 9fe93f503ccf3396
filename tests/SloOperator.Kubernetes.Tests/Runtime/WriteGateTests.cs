using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class WriteGateTests : IAsyncLifetime
{
    private const string Found = """{"metadata":{"name":"a","namespace":"shop"}}""";

    private readonly List<string> _seen = [];
    private bool _leads = true;
    private WireServer _server = null!;
    private HttpClient _http = null!;
    private ResourceApi<Lease> _api = null!;

    public async Task InitializeAsync()
    {
        _server = await WireServer.StartAsync(context =>
        {
            _seen.Add(context.Request.Method);
            context.Response.ContentType = "application/json";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response,
                Found
            );
        });
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _server.Http };
        var client = new KubeClient(_http, TimeProvider.System) { MayWrite = () => _leads };
        _api = new ResourceApi<Lease>(client, Lease.Definition);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_leader_writes()
    {
        foreach (Func<Task> write in Writes())
        {
            await write();
        }

        _seen.ShouldBe(["POST", "PUT", "PATCH", "DELETE"]);
    }

    [Fact]
    public async Task Nothing_is_written_after_the_lead_is_lost()
    {
        _leads = false;

        foreach (Func<Task> write in Writes())
        {
            (await Should.ThrowAsync<KubeException>(write)).Message.ShouldEndWith(
                "not sent: this replica does not lead"
            );
        }

        _seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_does_not_lead_may_read()
    {
        _leads = false;

        (await _api.GetAsync(new ResourceName("shop", "a"), default)).ShouldNotBeNull();
    }

    private Func<Task>[] Writes()
    {
        var name = new ResourceName("shop", "a");
        var value = new Lease
        {
            Metadata = new ObjectMeta { Name = "a", Namespace = "shop" },
        };
        return
        [
            () => _api.CreateAsync(value, default),
            () => _api.UpdateAsync(value, default),
            () => _api.PatchAsync(name, Patch.Merge("{}"u8.ToArray()), default),
            () => _api.DeleteAsync(name, new DeleteOptions(), default),
        ];
    }
}
