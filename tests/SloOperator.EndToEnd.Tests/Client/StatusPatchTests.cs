using System.Text.Json;
using SloOperator.Kubernetes.Api;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>Server-side apply as a real API server understands it.</summary>
public sealed class StatusPatchTests(PlaqueCluster cluster) : IClassFixture<PlaqueCluster>
{
    [Theory]
    [InlineData("emoji 😀 and 👩‍🚀, umlauts äöü, 漢字")]
    [InlineData("slashes / \\ \\/ and quotes \" '")]
    [InlineData("what JSON escapes: \n \t \r \b \f")]
    [InlineData("html <b> & + ` '")]
    [InlineData("yaml: - # {a: [b]} &c *d !e | > % @")]
    [InlineData("separators \u2028 \u2029 \u0085 \u00A0 \uFEFF")]
    [InlineData("controls \u0000 \u0001 \u001f \u007f \u0080 \u009f")]
    [InlineData("not characters \uFFFE \uFFFF")]
    public async Task Any_text_arrives_as_it_was_written(string text)
    {
        Plaque plaque = await cluster.CreateAsync();

        (await cluster.ApplyAsync(plaque.Metadata, text)).ShouldBeTrue();

        (await cluster.ReadAsync(plaque))!.Status!.Text.ShouldBe(text);
    }

    [Fact]
    public async Task A_status_owns_nothing_but_the_status()
    {
        Plaque plaque = await cluster.CreateAsync();

        await cluster.ApplyAsync(plaque.Metadata, "ours");

        JsonElement entry = await cluster.OwnedAsync(plaque, PlaqueCluster.Operator);
        entry.GetProperty("operation").GetString().ShouldBe("Apply");
        entry.GetProperty("fieldsV1").GetRawText().ShouldBe("""{"f:status":{"f:text":{}}}""");
    }

    [Fact]
    public async Task A_spec_written_meanwhile_does_not_stop_the_status_and_stays()
    {
        Plaque seen = await cluster.CreateAsync();
        await cluster.WriteSpecAsync(seen, "edited by a user");

        (await cluster.ApplyAsync(seen.Metadata, "ours")).ShouldBeTrue();

        Plaque now = (await cluster.ReadAsync(seen))!;
        (now.Spec!.Text, now.Status!.Text).ShouldBe(("edited by a user", "ours"));
    }

    [Fact]
    public async Task An_object_that_is_gone_is_a_normal_end()
    {
        Plaque plaque = await cluster.CreateAsync();
        await cluster.DeleteAsync(plaque);

        (await cluster.ApplyAsync(plaque.Metadata, "late")).ShouldBeFalse();

        (await cluster.ReadAsync(plaque)).ShouldBeNull();
    }

    [Fact]
    public async Task A_successor_of_the_same_name_never_gets_the_status()
    {
        Plaque plaque = await cluster.CreateAsync();
        await cluster.DeleteAsync(plaque);
        Plaque successor = await cluster.CreateAsync(plaque.Metadata.Name);

        (await cluster.ApplyAsync(plaque.Metadata, "of the dead")).ShouldBeFalse();

        successor.Metadata.Uid.ShouldNotBe(plaque.Metadata.Uid);
        (await cluster.ReadAsync(plaque))!.Status.ShouldBeNull();
    }

    [Fact]
    public async Task The_words_of_the_server_tell_failures_apart()
    {
        Plaque plaque = await cluster.CreateAsync();
        await cluster.WriteSpecAsync(plaque, "newer");

        KubeException conflict = await Should.ThrowAsync<KubeException>(() =>
            cluster.Api.UpdateAsync(plaque, CancellationToken.None)
        );
        KubeException exists = await Should.ThrowAsync<KubeException>(() =>
            cluster.CreateAsync(plaque.Metadata.Name)
        );
        KubeException invalid = await Should.ThrowAsync<KubeException>(() =>
            cluster.CreateAsync("No Name")
        );

        (conflict.IsConflict, conflict.IsAlreadyExists).ShouldBe((true, false));
        (exists.IsConflict, exists.IsAlreadyExists).ShouldBe((false, true));
        invalid.Reason.ShouldBe("Invalid");
    }
}
