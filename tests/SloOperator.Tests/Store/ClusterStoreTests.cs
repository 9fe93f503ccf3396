using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

public sealed class ClusterStoreTests : IAsyncLifetime
{
    private const string All = "/apis/test.dev/v1/gadgets";
    private const string Shops = "/apis/test.dev/v1/namespaces/shops/gadgets";
    private const string Banks = "/apis/test.dev/v1/namespaces/banks/gadgets";
    private const string Conflict =
        """{"kind":"Status","status":"Failure","reason":"Conflict","code":409,"message":"the object has been modified"}""";
    private const string NotFound =
        """{"kind":"Status","status":"Failure","reason":"NotFound","code":404,"message":"gadgets \"a\" not found"}""";

    private static readonly ResourceName A = new("shops", "a");

    private readonly CancellationTokenSource _stop = new();
    private readonly SocketsHttpHandler _handler = new();
    private readonly List<Task> _running = [];
    private ScriptedServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _http = new HttpClient(_handler) { BaseAddress = _server.Address };
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Task running in _running)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => running);
        }

        await _server.DisposeAsync();
        _http.Dispose();
        _handler.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task The_namespaces_asked_for_stand_behind_one_store()
    {
        _server.Lists[Shops] = [Item("shops", "a", 1)];
        _server.Lists[Banks] = [Item("banks", "b", 1)];

        ClusterStore<Gadget> store = await RunAsync(["shops", "banks", "shops"]);

        store
            .List()
            .Select(item => item.Name.ToString())
            .Order(StringComparer.Ordinal)
            .ShouldBe(["banks/b", "shops/a"]);
        store.Find(A).ShouldNotBeNull().Value!.Spec.Size.ShouldBe(1);
        store.Find(new ResourceName("elsewhere", "a")).ShouldBeNull();
    }

    [Fact]
    public async Task A_write_of_a_status_is_an_update_alone_and_a_new_generation_a_change()
    {
        _server.Lists[All] = [Item("shops", "a", 1)];
        ClusterStore<Gadget> store = await RunAsync([]);
        var changed = new TaskCompletionSource<ResourceName>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        List<ResourceName> seen = [];
        List<ResourceName> all = [];
        store.Updated += all.Add;
        store.Changed += name =>
        {
            seen.Add(name);
            changed.TrySetResult(name);
        };

        await _server.PushAsync(
            All,
            "MODIFIED",
            Item("shops", "a", 1, version: 11, status: "Good")
        );
        await _server.PushAsync(
            All,
            "MODIFIED",
            Item("shops", "a", 2, version: 12, status: "Good")
        );

        await changed.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        seen.ShouldBe([A]);
        all.ShouldBe([A, A]);
        store.Find(A)!.Metadata.Generation.ShouldBe(2);
    }

    [Fact]
    public async Task A_status_is_applied_with_nothing_but_names_the_version_seen_and_raw_text()
    {
        ClusterStore<Gadget> store = await RunWithAAsync();
        _server.Answers.Enqueue((200, Item("shops", "a", 1, version: 11)));

        (await ApplyAsync(store, "Good 😀")).ShouldBeTrue();

        _server.Writes.ShouldBe([
            $"PATCH {Shops}/a/status?fieldManager=slo-operator&force=true application/apply-patch+yaml "
                + """{"apiVersion":"test.dev/v1","kind":"Gadget","metadata":{"name":"a","resourceVersion":"5"},"status":{"phase":"Good 😀","conditions":null}}""",
        ]);
    }

    [Fact]
    public async Task After_a_conflict_the_same_object_is_written_at_its_new_version()
    {
        ClusterStore<Gadget> store = await RunWithAAsync();
        _server.Answers.Enqueue((409, Conflict));
        _server.Answers.Enqueue((200, Item("shops", "a", 2, version: 12)));
        _server.Answers.Enqueue((200, Item("shops", "a", 2, version: 13)));

        (await ApplyAsync(store, "Good")).ShouldBeTrue();

        string[] writes = [.. _server.Writes];
        writes.Length.ShouldBe(3);
        writes[1].ShouldBe($"GET {Shops}/a");
        writes[2].ShouldContain("\"resourceVersion\":\"12\"");
    }

    [Fact]
    public async Task No_status_lands_on_another_object_of_the_same_name()
    {
        ClusterStore<Gadget> store = await RunWithAAsync();
        _server.Answers.Enqueue((409, Conflict));
        _server.Answers.Enqueue((200, Item("shops", "a", 1, version: 12, uid: "another")));

        (await ApplyAsync(store, "Good")).ShouldBeFalse();

        _server.Writes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_object_the_store_knows_to_be_another_is_not_even_asked_for()
    {
        ClusterStore<Gadget> store = await RunWithAAsync();
        var target = new Gadget
        {
            Metadata = new ObjectMeta
            {
                Name = "a",
                Namespace = "shops",
                Uid = "older",
            },
        };

        (
            await store.ApplyStatusAsync(
                target.Metadata,
                new GadgetStatus(),
                GadgetJson.Default.GadgetStatus,
                CancellationToken.None
            )
        ).ShouldBeFalse();

        _server.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_object_that_is_gone_is_a_normal_end()
    {
        ClusterStore<Gadget> store = await RunWithAAsync();
        _server.Answers.Enqueue((404, NotFound));

        (await ApplyAsync(store, "Good")).ShouldBeFalse();
    }

    [Fact]
    public async Task Deleted_between_a_conflict_and_the_look_is_a_normal_end_too()
    {
        ClusterStore<Gadget> store = await RunWithAAsync();
        _server.Answers.Enqueue((409, Conflict));
        _server.Answers.Enqueue((404, NotFound));

        (await ApplyAsync(store, "Good")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_storm_of_conflicts_ends_as_a_failure_after_five_writes()
    {
        ClusterStore<Gadget> store = await RunWithAAsync();
        for (int attempt = 1; attempt <= 5; attempt++)
        {
            _server.Answers.Enqueue((409, Conflict));
            _server.Answers.Enqueue((200, Item("shops", "a", 1, version: 20 + attempt)));
        }

        (
            await Should.ThrowAsync<KubeException>(() => ApplyAsync(store, "Good"))
        ).IsConflict.ShouldBeTrue();

        _server
            .Writes.Count(write => write.StartsWith("PATCH", StringComparison.Ordinal))
            .ShouldBe(5);
    }

    [Fact]
    public async Task An_object_that_cannot_be_decoded_can_be_told_so()
    {
        _server.Lists[Shops] =
        [
            Item("shops", "a", 1).Replace("\"size\"", "\"colour\"", StringComparison.Ordinal),
        ];
        ClusterStore<Gadget> store = await RunAsync(["shops"]);
        Decoded<Gadget> broken = store.Find(A).ShouldNotBeNull();
        broken.Error.ShouldNotBeNull().ShouldContain("colour");
        _server.Answers.Enqueue(
            (200, Item("shops", "a", 1).Replace("\"size\"", "\"colour\"", StringComparison.Ordinal))
        );

        (
            await store.ApplyStatusAsync(
                broken.Metadata,
                new GadgetStatus { Phase = "Invalid" },
                GadgetJson.Default.GadgetStatus,
                CancellationToken.None
            )
        ).ShouldBeTrue();
    }

    private static string Item(
        string ns,
        string name,
        int generation,
        int version = 5,
        string status = "New",
        string uid = "u1"
    ) =>
        $$$"""{"apiVersion":"test.dev/v1","kind":"Gadget","metadata":{"name":"{{{name}}}","namespace":"{{{ns}}}","uid":"{{{uid}}}","resourceVersion":"{{{version}}}","generation":{{{generation}}}},"spec":{"size":1},"status":{"phase":"{{{status}}}"}}""";

    private static Task<bool> ApplyAsync(ClusterStore<Gadget> store, string phase) =>
        store.ApplyStatusAsync(
            store.Find(A)!.Value!.Metadata,
            new GadgetStatus { Phase = phase },
            GadgetJson.Default.GadgetStatus,
            CancellationToken.None
        );

    private async Task<ClusterStore<Gadget>> RunWithAAsync()
    {
        _server.Lists[Shops] = [Item("shops", "a", 1)];
        return await RunAsync(["shops"]);
    }

    private async Task<ClusterStore<Gadget>> RunAsync(string[] namespaces)
    {
        var store = new ClusterStore<Gadget>(
            new KubeClient(_http, TimeProvider.System) { FieldManager = "slo-operator" },
            GadgetJson.Gadgets,
            namespaces,
            (api, ns) =>
                new Reflector<Gadget>(
                    api,
                    new ReflectorOptions { Namespace = ns },
                    TimeProvider.System,
                    NullLogger.Instance
                )
        );
        _running.Add(store.RunAsync(_stop.Token));
        await store.Synced.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return store;
    }
}
