using SloOperator.Testing;
using SloOperator.Testing.Wire;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>Takes every notification, and keeps it.</summary>
internal sealed class StubPager : IAsyncDisposable
{
    private readonly ScriptedServer _server;

    private StubPager(ScriptedServer server) => _server = server;

    public Uri Url => _server.Url;

    /// <summary>In order of arrival.</summary>
    public IReadOnlyList<Post> Posts =>
        [.. _server.Requests.Select(request => Post.Of(request.Body))];

    /// <summary>Pods of which it was told within each incident: what came and went between two notifications is never told.</summary>
    public int OnsetsTold
    {
        get
        {
            int told = 0;
            foreach (IGrouping<string, Post> ofKey in Posts.GroupBy(post => post.Key))
            {
                HashSet<string> open = [];
                foreach (Post post in ofKey)
                {
                    open = post.IsFiring ? open : [];
                    told += post.FiringPods.Count(open.Add);
                }
            }

            return told;
        }
    }

    public static async Task<StubPager> StartAsync()
    {
        ScriptedServer server = await ScriptedServer.StartAsync();
        server.Always("/", Reply.Text("taken"));
        return new StubPager(server);
    }

    /// <summary>Waits until the newest post of the symptom satisfies.</summary>
    public Task NewestAsync(Symptom symptom, Action<Post> assertion) =>
        Eventually.HoldsAsync(
            () =>
            {
                assertion(Posts.Last(post => post.Key == symptom.Key));
                return Task.CompletedTask;
            },
            PagedShop.Deadline
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
