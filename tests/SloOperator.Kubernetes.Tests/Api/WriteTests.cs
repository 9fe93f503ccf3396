using System.Text;
using System.Text.Json;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class WriteTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_object_is_created_in_its_namespace_under_the_field_manager()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(Widget.Json("w", 5), 201)
        );

        Widget created = await Client.Widgets(server).CreateAsync(Widget.Named("w"), None);

        server.Seen[0].Method.ShouldBe("POST");
        server
            .Seen[0]
            .Target.ShouldBe("/apis/shop.example/v1/namespaces/ns/widgets?fieldManager=tests");
        server.Seen[0].ContentType.ShouldBe("application/json");
        server
            .Seen[0]
            .Body.ShouldBe(
                """{"apiVersion":"shop.example/v1","kind":"Widget","metadata":{"name":"w","namespace":"ns"}}"""
            );
        created.Metadata.ResourceVersion.ShouldBe("5");
    }

    [Fact]
    public async Task An_update_puts_the_object_with_the_version_it_was_read_at()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(Widget.Json("w", 6)));
        Widget read = Widget.Named("w");
        Widget changed = read with { Metadata = read.Metadata with { ResourceVersion = "5" } };

        await Client.Widgets(server).UpdateAsync(changed, None);

        server.Seen[0].Method.ShouldBe("PUT");
        server
            .Seen[0]
            .Target.ShouldBe("/apis/shop.example/v1/namespaces/ns/widgets/w?fieldManager=tests");
        server.Seen[0].Body.ShouldContain("\"resourceVersion\":\"5\"");
    }

    [Fact]
    public async Task An_update_of_the_status_puts_the_object_below_its_own_path()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(Widget.Json("w", 6)));
        Widget read = Widget.Named("w");
        Widget changed = read with { Metadata = read.Metadata with { ResourceVersion = "5" } };

        Widget written = await Client.Widgets(server).UpdateStatusAsync(changed, None);

        server.Seen[0].Method.ShouldBe("PUT");
        server
            .Seen[0]
            .Target.ShouldBe(
                "/apis/shop.example/v1/namespaces/ns/widgets/w/status?fieldManager=tests"
            );
        server.Seen[0].Body.ShouldContain("\"resourceVersion\":\"5\"");
        written.Metadata.ResourceVersion.ShouldBe("6");
    }

    [Theory]
    [InlineData(409, "Conflict", true, false)]
    [InlineData(404, "NotFound", false, true)]
    public async Task A_late_update_of_the_status_is_told_from_one_of_an_object_that_is_gone(
        int code,
        string reason,
        bool isConflict,
        bool isNotFound
    )
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Failure(code, reason));

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            Client.Widgets(server).UpdateStatusAsync(Widget.Named("w"), None)
        );

        (failure.IsConflict, failure.IsNotFound).ShouldBe((isConflict, isNotFound));
        server.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_null()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Failure(404, "NotFound"));

        (await Client.Widgets(server).GetAsync(Client.Named("w"), None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_delete_carries_its_preconditions_and_propagation()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json("""{"kind":"Status"}""")
        );
        var options = new DeleteOptions
        {
            Uid = "u1",
            ResourceVersion = "9",
            Propagation = DeletionPropagation.Foreground,
            GracePeriodSeconds = 0,
        };

        await Client.Widgets(server).DeleteAsync(Client.Named("w"), options, None);

        server.Seen[0].Method.ShouldBe("DELETE");
        server.Seen[0].Target.ShouldBe("/apis/shop.example/v1/namespaces/ns/widgets/w");
        server
            .Seen[0]
            .Body.ShouldBe(
                """{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u1","resourceVersion":"9"},"propagationPolicy":"Foreground","gracePeriodSeconds":0}"""
            );
    }

    [Fact]
    public async Task Deleting_what_is_gone_is_no_failure()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Failure(404, "NotFound"));

        await Client.Widgets(server).DeleteAsync(Client.Named("w"), options: null, None);

        server.Seen[0].Body.ShouldBe("""{"apiVersion":"v1","kind":"DeleteOptions"}""");
    }

    [Theory]
    [InlineData(null, "/apis/shop.example/v1/namespaces/ns/widgets/w")]
    [InlineData("status", "/apis/shop.example/v1/namespaces/ns/widgets/w/status")]
    public async Task Each_kind_of_patch_goes_to_the_object_or_its_subresource(
        string? subresource,
        string path
    )
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(Widget.Json("w", 6)),
            Answer.Json(Widget.Json("w", 7)),
            Answer.Json(Widget.Json("w", 8))
        );
        ResourceApi<Widget> api = Client.Widgets(server);
        byte[] body = "{}"u8.ToArray();

        await api.PatchAsync(
            Client.Named("w"),
            Patch.Merge(body) with
            {
                Subresource = subresource,
            },
            None
        );
        await api.PatchAsync(
            Client.Named("w"),
            Patch.Json("[]"u8.ToArray()) with
            {
                Subresource = subresource,
            },
            None
        );
        await api.PatchAsync(
            Client.Named("w"),
            Patch.Apply(body, "m", force: true) with
            {
                Subresource = subresource,
            },
            None
        );

        server
            .Seen.Select(request =>
                (request.Method, request.Target, request.ContentType, request.Body)
            )
            .ShouldBe([
                ("PATCH", $"{path}?fieldManager=tests", "application/merge-patch+json", "{}"),
                ("PATCH", $"{path}?fieldManager=tests", "application/json-patch+json", "[]"),
                (
                    "PATCH",
                    $"{path}?fieldManager=m&force=true",
                    "application/apply-patch+yaml",
                    "{}"
                ),
            ]);
    }

    [Fact]
    public async Task An_apply_without_force_leaves_conflicts_to_the_server()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(Widget.Json("w", 6)));

        await Client
            .Widgets(server)
            .PatchAsync(Client.Named("w"), Patch.Apply("{}"u8.ToArray(), "m", force: false), None);

        server.Seen[0].Query.ShouldBe("?fieldManager=m");
    }

    [Fact]
    public async Task A_patch_with_emoji_and_slashes_is_sent_as_raw_utf8()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(Widget.Json("w", 6)));
        Widget widget = Widget.Named("w") with
        {
            Spec = new WidgetSpec { Note = "a/b 😀 é <&'\"\\\n" },
        };
        byte[] escaped = JsonSerializer.SerializeToUtf8Bytes(widget, WidgetJson.Default.Widget);
        Encoding.UTF8.GetString(escaped).ShouldContain("\\uD83D\\uDE00");

        await Client
            .Widgets(server)
            .PatchAsync(Client.Named("w"), Patch.Apply(escaped, "m", force: true), None);

        server.Seen[0].Body.ShouldContain("""{"size":0,"note":"a/b 😀 é <&'\u0022\\\n"}""");
    }

    [Fact]
    public async Task Created_objects_are_raw_utf8_too()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(Widget.Json("w", 6), 201)
        );

        await Client
            .Widgets(server)
            .CreateAsync(Widget.Named("w") with { Spec = new WidgetSpec { Note = "😀" } }, None);

        server.Seen[0].Body.ShouldContain("\"note\":\"😀\"");
    }

    [Fact]
    public async Task The_core_group_and_cluster_scope_have_their_own_paths()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json("""{"metadata":{"name":"n"}}"""),
            Answer.Page("1", "")
        );
        ResourceDefinition<Widget> nodes = new(
            "",
            "v1",
            "Node",
            "nodes",
            Namespaced: false,
            WidgetJson.Default.Widget
        );
        var api = new ResourceApi<Widget>(Client.For(server.Address), nodes);

        await api.GetAsync(new ResourceName(null, "n"), None);
        await api.ListAsync(new ListOptions { Namespace = "ignored", Limit = null }, None);

        nodes.ApiVersion.ShouldBe("v1");
        server
            .Seen.Select(request => request.Target)
            .ShouldBe(["/api/v1/nodes/n", "/api/v1/nodes"]);
    }

    [Fact]
    public async Task A_server_below_a_path_is_reached_there()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(Widget.Json("w", 6)));
        var api = new ResourceApi<Widget>(
            Client.For(new Uri(server.Address, "/k8s/clusters/c1")),
            Widget.Definition
        );

        await api.GetAsync(Client.Named("w"), None);

        server
            .Seen[0]
            .Path.ShouldBe("/k8s/clusters/c1/apis/shop.example/v1/namespaces/ns/widgets/w");
    }

    [Fact]
    public async Task A_name_cannot_reach_another_path()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Failure(404, "NotFound"));

        await Client.Widgets(server).GetAsync(new ResourceName("ns", "a/b?c"), None);

        server.Seen[0].Path.ShouldBe("/apis/shop.example/v1/namespaces/ns/widgets/a%2Fb?c");
    }

    [Fact]
    public async Task Without_a_name_or_a_namespace_nothing_is_sent()
    {
        await using var server = await ScriptedServer.StartAsync();
        ResourceApi<Widget> api = Client.Widgets(server);

        await Should.ThrowAsync<ArgumentException>(() =>
            api.DeleteAsync(new ResourceName("ns", ""), null, None)
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            api.GetAsync(new ResourceName(null, "w"), None)
        );
        await Should.ThrowAsync<ArgumentException>(() => api.CreateAsync(new Widget(), None));

        server.Seen.ShouldBeEmpty();
    }
}
