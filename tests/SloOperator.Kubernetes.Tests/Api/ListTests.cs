using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class ListTests
{
    [Fact]
    public async Task A_list_asks_for_pages_of_500_in_all_namespaces_at_the_latest_state()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Page("7", ""));

        ListPage<Widget> page = await Client
            .Widgets(server)
            .ListAsync(new ListOptions(), CancellationToken.None);

        server.Seen[0].Method.ShouldBe("GET");
        server.Seen[0].Target.ShouldBe("/apis/shop.example/v1/widgets?limit=500");
        page.ResourceVersion.ShouldBe("7");
        page.Continue.ShouldBeNull();
    }

    [Fact]
    public async Task Namespace_and_selectors_narrow_a_list()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Page("7", ""));
        var options = new ListOptions
        {
            Namespace = "shop",
            LabelSelector = "team in (a,b)",
            FieldSelector = "metadata.name=x",
            Limit = 2,
        };

        await Client.Widgets(server).ListAsync(options, CancellationToken.None);

        server
            .Seen[0]
            .Target.ShouldBe(
                "/apis/shop.example/v1/namespaces/shop/widgets?labelSelector=team%20in%20%28a%2Cb%29&fieldSelector=metadata.name%3Dx&limit=2"
            );
    }

    [Fact]
    public async Task A_continued_page_sends_neither_resource_version_nor_match()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("7", "a/b+c=", Widget.Json("one", 1)),
            Answer.Page("7", "", Widget.Json("two", 2))
        );
        var options = new ListOptions { ResourceVersion = "7", ResourceVersionMatch = "Exact" };

        ListPage<Widget> all = await Client
            .Widgets(server)
            .ListAllAsync(options, CancellationToken.None);

        server.Seen[0].Query.ShouldBe("?limit=500&resourceVersion=7&resourceVersionMatch=Exact");
        server.Seen[1].Query.ShouldBe("?limit=500&continue=a%2Fb%2Bc%3D");
        all.Items.Select(item => item.Metadata.Name).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task An_empty_page_is_not_the_end()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("7", "t1"),
            Answer.Page("7", "t2"),
            Answer.Page("7", "", Widget.Json("last", 1))
        );

        ListPage<Widget> all = await Client
            .Widgets(server)
            .ListAllAsync(new ListOptions(), CancellationToken.None);

        all.Items.ShouldHaveSingleItem().Metadata.Name.ShouldBe("last");
    }

    [Fact]
    public async Task Gone_on_continue_is_one_unpaged_list_and_never_its_token()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page("7", "t1", Widget.Json("stale", 1)),
            Answer.Json(
                """{"kind":"Status","reason":"Expired","code":410,"metadata":{"continue":"inconsistent"}}""",
                410
            ),
            Answer.Page("9", "", Widget.Json("fresh", 8))
        );

        ListPage<Widget> all = await Client
            .Widgets(server)
            .ListAllAsync(new ListOptions(), CancellationToken.None);

        server.Seen.Count.ShouldBe(3);
        server.Seen[2].Query.ShouldBe("");
        all.ResourceVersion.ShouldBe("9");
        all.Items.ShouldHaveSingleItem().Metadata.Name.ShouldBe("fresh");
    }

    [Fact]
    public async Task An_item_that_cannot_be_decoded_keeps_its_metadata_and_delays_nobody()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Page(
                "7",
                "",
                Widget.Json("good", 1, size: 3),
                Widget.Odd("odd", 2),
                Widget.Json("also-good", 3)
            )
        );

        ListPage<Widget> page = await Client
            .Widgets(server)
            .ListAsync(new ListOptions(), CancellationToken.None);

        page.Items.Select(item => item.Value?.Spec?.Size).ShouldBe([3, null, 1]);
        page.Items[1].Name.ShouldBe(new ResourceName("ns", "odd"));
        page.Items[1].Metadata.ResourceVersion.ShouldBe("2");
        page.Items[1]
            .Error.ShouldBe(
                "$.spec.size: found \"huge\": Cannot get the value of a token type 'String' as a number."
            );
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_a_failure_and_not_a_short_list()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(
                """{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"one"}},"""
            )
        );

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            Client.Widgets(server).ListAsync(new ListOptions(), CancellationToken.None)
        );

        failure.StatusCode.ShouldBeNull();
        failure.Message.ShouldContain("the answer cannot be read");
    }

    [Fact]
    public async Task A_page_of_html_is_a_failure()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(200, "<html>Please log in</html>")
        );

        await Should.ThrowAsync<KubeException>(() =>
            Client.Widgets(server).ListAsync(new ListOptions(), CancellationToken.None)
        );
    }
}
