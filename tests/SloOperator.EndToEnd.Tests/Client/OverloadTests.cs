using System.Net;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.Client;

public sealed class OverloadTests(OverloadedCluster cluster) : IClassFixture<OverloadedCluster>
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task After_a_compaction_the_watch_gets_410_and_lists_exactly_once()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.Cluster.KubeconfigFile,
            book
        );
        await notes.SyncedAsync();
        await book.ChurnAsync("before");
        await notes.EqualsListAsync(Recovery);

        notes.Proxy.Fault = new Fault.Refuse();
        await notes.EventuallyAsync(() => notes.Failures.ShouldBeGreaterThan(0));
        await book.DeleteAsync("before-a");
        await book.ChurnAsync("during");
        await cluster.Cluster.CompactEtcdAsync();
        notes.Proxy.Fault = new Fault.Pass();

        await notes.EqualsListAsync(Recovery);
        notes.Told.ShouldContain("before-a@gone");
        notes.Log.Count("The server ended the watch of configmaps").ShouldBe(1);
        await book.ChurnAsync("after");
        await notes.EqualsListAsync(Recovery);
        notes.Lists.ShouldBe(2);
    }

    [Fact]
    public async Task A_list_whose_token_was_compacted_away_is_read_once_more_in_one_piece()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await book.ChurnAsync("a");
        using HookedClient http = new(
            cluster.Http,
            async request =>
            {
                if (request.RequestUri!.Query.Contains("continue=", StringComparison.Ordinal))
                {
                    await book.CreateAsync("meanwhile");
                    await cluster.Cluster.CompactEtcdAsync();
                }
            }
        );
        ResourceApi<Note> api = new(new KubeClient(http, TimeProvider.System), Note.Definition);

        ListPage<Note> list = await api.ListAllAsync(
            new ListOptions { Namespace = book.Namespace, Limit = 1 },
            CancellationToken.None
        );

        NoteBook.Identities(list.Items).ShouldBe(await book.ListAsync());
        list.Items.ShouldContain(note => note.Metadata.Name == "meanwhile");
        http.Sent.Select(Shape).ShouldBe(["limit", "limit continue", ""]);
    }

    [Fact]
    public async Task Requests_over_the_limit_get_429_in_plain_text_and_are_served_after_the_wait_it_asks_for()
    {
        NoteBook book = await cluster.OpenBookAsync();
        using HttpClient reader = Kubeconfig
            .Load(cluster.ReaderKubeconfig)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        using HookedClient http = new(reader, _ => Task.CompletedTask);
        ResourceApi<Note> api = new(new KubeClient(http, TimeProvider.System), Note.Definition);
        // The API server learns of new grants by its own watch.
        await Eventually.HoldsAsync(() => GetAsync(api, book), Recovery);

        KubeException? refused = null;
        int served = 0;
        while (refused is null)
        {
            KubeException?[] outcomes = await Task.WhenAll(
                Enumerable.Range(0, 50).Select(_ => OutcomeAsync(api, book))
            );
            served += outcomes.Count(outcome => outcome is null);
            refused = outcomes.FirstOrDefault(outcome => outcome is not null);
        }

        served.ShouldBeGreaterThan(0);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Reason.ShouldBeNull();
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        refused.Message.ShouldEndWith("Too many requests, please try again later.");
    }

    [Fact]
    public async Task A_reflector_gets_through_the_overload_and_keeps_its_watch()
    {
        NoteBook book = await cluster.OpenBookAsync();
        using HttpClient reader = Kubeconfig
            .Load(cluster.ReaderKubeconfig)
            .Connect()
            .CreateHttpClient(TimeProvider.System);
        ResourceApi<Note> api = new(new KubeClient(reader, TimeProvider.System), Note.Definition);
        await Eventually.HoldsAsync(() => GetAsync(api, book), Recovery);
        using CancellationTokenSource calm = new();
        Task[] crowd = [.. Enumerable.Range(0, 10).Select(_ => CrowdAsync(api, book, calm.Token))];

        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.ReaderKubeconfig,
            book
        );
        await book.ChurnAsync("crowded");
        await notes.EqualsListAsync(Recovery);
        await calm.CancelAsync();
        await Task.WhenAll(crowd);

        await book.ChurnAsync("calm");
        await notes.EqualsListAsync(Recovery);
        notes.Lists.ShouldBe(1);
    }

    [Fact]
    public async Task GOAWAY_fails_no_request_and_costs_no_list()
    {
        NoteBook book = await cluster.OpenBookAsync();
        await using FollowedNotes notes = await FollowedNotes.StartAsync(
            cluster.Cluster.KubeconfigFile,
            book
        );
        await notes.SyncedAsync();
        ResourceApi<Note> api = new(notes.Client, Note.Definition);

        // One request in fifty moves to a new connection.
        while (notes.Proxy.Accepted < 4)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => GetAsync(api, book)));
        }

        await book.ChurnAsync("moved");
        await notes.EqualsListAsync(Recovery);
        notes.Told.ShouldBe(book.Versions);
        notes.Lists.ShouldBe(1);
    }

    private static async Task GetAsync(ResourceApi<Note> api, NoteBook book) =>
        (
            await api.GetAsync(new ResourceName(book.Namespace, "first"), CancellationToken.None)
        ).ShouldNotBeNull();

    private static async Task<KubeException?> OutcomeAsync(ResourceApi<Note> api, NoteBook book)
    {
        try
        {
            await GetAsync(api, book);
            return null;
        }
        catch (KubeException refusal)
        {
            return refusal;
        }
    }

    private static async Task CrowdAsync(
        ResourceApi<Note> api,
        NoteBook book,
        CancellationToken until
    )
    {
        while (!until.IsCancellationRequested)
        {
            await OutcomeAsync(api, book);
        }
    }

    private static string Shape(Uri request) =>
        string.Join(
            ' ',
            request
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('=')[0])
        );
}
