using System.Security.Cryptography;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>What the network does between a reflector and a real API server.</summary>
public sealed class ProxyFaultTests(DisturbedCluster cluster) : IClassFixture<DisturbedCluster>
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    public static TheoryData<Fault> Breaks =>
        [new Fault.Fin(), new Fault.Reset(), new Fault.Refuse(), new Fault.Stall()];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task After_a_break_every_change_is_told_once_and_nothing_is_listed_again(
        Fault fault
    )
    {
        NoteBook book = await cluster.OpenBookAsync();
        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.Cluster.KubeconfigFile,
            book
        );
        await notes.SyncedAsync();
        await book.ChurnAsync("before");
        await notes.EqualsListAsync(Recovery);

        notes.Proxy.Fault = fault;
        await book.ChurnAsync("during");
        await notes.EventuallyAsync(() => notes.Failures.ShouldBeGreaterThan(1));
        notes.Proxy.Fault = new Fault.Pass();
        await book.ChurnAsync("after");

        await notes.EqualsListAsync(Recovery);
        notes.Told.ShouldBe(book.Versions);
        notes.Lists.ShouldBe(1);
    }

    [Fact]
    public async Task On_a_slow_line_every_change_arrives_and_nothing_breaks()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.Cluster.KubeconfigFile,
            book,
            new Fault.Delay(TimeSpan.FromMilliseconds(100))
        );
        await notes.SyncedAsync();

        await book.ChurnAsync("slow");

        await notes.EqualsListAsync(Recovery);
        notes.Told.ShouldBe(book.Versions);
        (notes.Lists, notes.Failures).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_short_stall_is_no_failure_and_loses_nothing()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.Cluster.KubeconfigFile,
            book
        );
        await notes.SyncedAsync();

        notes.Proxy.Fault = new Fault.Stall();
        await book.ChurnAsync("stalled");
        notes.Told.ShouldBe(["first" + book.Versions[0][5..]]);
        notes.Proxy.Fault = new Fault.Pass();

        await notes.EqualsListAsync(Recovery);
        notes.Told.ShouldBe(book.Versions);
        notes.Lists.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_cut_after_any_number_of_bytes_resumes_without_a_list()
    {
        NoteBook book = await cluster.OpenBookAsync();
        long[] sizes = [0, 1, 60, 300, 600, 900, 1200, 1500, 2000, 2500, 3500, 5000];
        FollowedNotes[] followers = await Task.WhenAll(
            sizes.Select(_ => FollowedNotes.StartAsync(cluster.Cluster.KubeconfigFile, book))
        );
        await Task.WhenAll(followers.Select(notes => notes.SyncedAsync()));

        for (int i = 0; i < sizes.Length; i++)
        {
            followers[i].Proxy.Fault = new Fault.Truncate(sizes[i], ByReset: i % 2 == 0);
        }

        await book.ChurnAsync("cut");
        await Task.WhenAll(followers.Select(RecoverAsync));

        followers.ShouldAllBe(notes => notes.Told.SequenceEqual(book.Versions));
        followers.ShouldAllBe(notes => notes.Lists == 1);
        await Task.WhenAll(followers.Select(notes => notes.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_list_cut_after_any_number_of_bytes_is_never_taken_for_a_whole_one()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(shelf => FillAsync(book, shelf)));
        long[] sizes = [0, 1000, 1800, 2500, 4000, 6000, 9000, 20_000, 60_000, 120_000, 180_000];

        FollowedNotes[] followers = await Task.WhenAll(
            sizes.Select(
                (size, i) =>
                    FollowedNotes.StartAsync(
                        cluster.Cluster.KubeconfigFile,
                        book,
                        new Fault.Truncate(size, ByReset: i % 2 == 0)
                    )
            )
        );
        await Task.WhenAll(
            followers.Select(notes =>
                notes.EventuallyAsync(() => notes.Failures.ShouldBeGreaterThan(0))
            )
        );

        followers.ShouldAllBe(notes => !notes.Store.Synced.IsCompleted);
        followers.ShouldAllBe(notes => notes.Store.List().Count == 0);
        await Task.WhenAll(followers.Select(RecoverAsync));
        followers.ShouldAllBe(notes => notes.Lists == 1);
        await Task.WhenAll(followers.Select(notes => notes.DisposeAsync().AsTask()));
    }

    private static async Task RecoverAsync(FollowedNotes notes)
    {
        await notes.EventuallyAsync(() => notes.Failures.ShouldBeGreaterThan(0));
        notes.Proxy.Fault = new Fault.Pass();
        await notes.EqualsListAsync(Recovery);
    }

    /// <summary>So that the list stays large when it is compressed.</summary>
    private static string Noise() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(300));

    /// <summary>Eight shelves of these are two pages.</summary>
    private static async Task FillAsync(NoteBook book, int shelf)
    {
        for (int i = 0; i < 65; i++)
        {
            await book.CreateAsync($"many-{shelf}-{i}", Noise());
        }
    }
}
