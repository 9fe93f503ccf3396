using SloOperator.Kubernetes.Api;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>What a real API server goes through under a reflector.</summary>
public sealed class ServerFaultTests(DisturbedCluster cluster) : IClassFixture<DisturbedCluster>
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_restarted_API_server_alone_is_exactly_one_list_and_a_refused_connection_is_none()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.Cluster.KubeconfigFile,
            book
        );
        await notes.SyncedAsync();
        await book.ChurnAsync("before");
        await notes.EqualsListAsync(Recovery);

        // Another kind moves the server past our version, which a cache filled anew at its start does not reach back to.
        await cluster.Kubectl.RunAsync("create", "namespace", "moves-on");
        await cluster.Cluster.KillApiServerAsync();
        await notes.EventuallyAsync(() => notes.Failures.ShouldBeGreaterThan(1));
        notes.Log.Count("Listing ").ShouldBe(0);
        await cluster.Cluster.StartApiServerAgainAsync();
        await book.DeleteAsync("before-a");
        await book.ChurnAsync("after");

        await notes.EqualsListAsync(Recovery);
        notes.Lists.ShouldBe(2);
        await book.ChurnAsync("later");
        await notes.EqualsListAsync(Recovery);
        notes.Lists.ShouldBe(2);
    }

    [Fact]
    public async Task A_frozen_API_server_is_noticed_and_when_it_thaws_the_watch_goes_on_without_a_list()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.Cluster.KubeconfigFile,
            book
        );
        await notes.SyncedAsync();
        ResourceApi<Note> api = new(notes.Client, Note.Definition);

        cluster.Cluster.FreezeApiServer();
        KubeException hung = await Should.ThrowAsync<KubeException>(() =>
            api.GetAsync(new ResourceName(book.Namespace, "first"), CancellationToken.None)
        );
        await notes.EventuallyAsync(() => notes.Failures.ShouldBeGreaterThan(0));
        cluster.Cluster.ThawApiServer();
        await book.ChurnAsync("thawed");

        hung.Message.ShouldContain("ping");
        await notes.EqualsListAsync(Recovery);
        notes.Told.ShouldBe(book.Versions);
        notes.Lists.ShouldBe(1);
    }
}
