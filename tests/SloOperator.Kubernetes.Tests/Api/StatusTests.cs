using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class StatusTests
{
    private static readonly ObjectMeta Target = new()
    {
        Namespace = "ns",
        Name = "w",
        Uid = "u1",
        ResourceVersion = "5",
    };

    [Fact]
    public async Task A_status_is_applied_with_nothing_else_and_in_raw_utf8()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(Widget.Json("w", 6, uid: "u1"))
        );

        (await ApplyAsync(server, "a/b 😀 é")).ShouldBeTrue();

        SeenRequest request = server.Seen[0];
        request.Method.ShouldBe("PATCH");
        request.Target.ShouldBe(
            "/apis/shop.example/v1/namespaces/ns/widgets/w/status?fieldManager=tests&force=true"
        );
        request.ContentType.ShouldBe("application/apply-patch+yaml");
        request.Body.ShouldBe(
            """{"apiVersion":"shop.example/v1","kind":"Widget","metadata":{"name":"w","resourceVersion":"5"},"status":{"phase":"a/b 😀 é"}}"""
        );
    }

    [Fact]
    public async Task An_object_that_is_gone_is_a_normal_end()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Failure(404, "NotFound"));

        (await ApplyAsync(server, "ok")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_object_of_another_uid_is_a_normal_end()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Failure(409, "Conflict"),
            Answer.Json(Widget.Json("w", 6, uid: "u2"))
        );

        (await ApplyAsync(server, "ok")).ShouldBeFalse();

        server.Seen.Select(request => request.Method).ShouldBe(["PATCH", "GET"]);
    }

    [Fact]
    public async Task An_object_that_cannot_be_decoded_still_takes_a_status()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(Widget.Odd("w", 6)));

        bool applied = await Client
            .Widgets(server)
            .ApplyStatusAsync(
                Target with
                {
                    Uid = "w",
                },
                new WidgetStatus("bad"),
                StatusJson.Default.WidgetStatus,
                CancellationToken.None
            );

        applied.ShouldBeTrue();
    }

    [Fact]
    public async Task Other_failures_are_failures()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Failure(422, "Invalid"));

        KubeException failure = await Should.ThrowAsync<KubeException>(() =>
            ApplyAsync(server, "ok")
        );

        failure.Reason.ShouldBe("Invalid");
    }

    private static Task<bool> ApplyAsync(ScriptedServer server, string phase) =>
        Client
            .Widgets(server)
            .ApplyStatusAsync(
                Target,
                new WidgetStatus(phase),
                StatusJson.Default.WidgetStatus,
                CancellationToken.None
            );
}

internal sealed record WidgetStatus(string Phase);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WidgetStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
