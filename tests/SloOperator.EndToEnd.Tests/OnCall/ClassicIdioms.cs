using SloOperator.Testing.Prometheus;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>How people count their pages by hand, over the same servers and the same minutes.</summary>
internal sealed record ClassicIdioms
{
    private const string Range = "[30m]";
    private const string Begun = """ALERTS_FOR_STATE{severity="page"}""";

    /// <summary>ALERTS is 1 while it is there, so that it never changes.</summary>
    public required double ChangesOfAlerts { get; init; }

    /// <summary>Every series that came and every time one began anew: each pod, on each replica.</summary>
    public required double SummedOnsets { get; init; }

    /// <summary>alertmanager_notifications_total, over its integrations.</summary>
    public required double NotificationsSent { get; init; }

    public required int Posts { get; init; }

    public required int FiringPosts { get; init; }

    public IReadOnlyList<double> All =>
        [ChangesOfAlerts, SummedOnsets, NotificationsSent, Posts, FiringPosts];

    public static async Task<ClassicIdioms> ComputeAsync(PagedShop shop)
    {
        IReadOnlyList<Post> posts = shop.Pager.Posts;
        return new ClassicIdioms
        {
            ChangesOfAlerts = await NowAsync(
                shop.Both,
                $$"""sum(changes(ALERTS{alertstate="firing",severity="page"}{{Range}}))"""
            ),
            SummedOnsets = await NowAsync(
                shop.Both,
                $"count(count_over_time({Begun}{Range})) + sum(changes({Begun}{Range}))"
            ),
            NotificationsSent = await shop.Alertmanager.SumAsync(
                "alertmanager_notifications_total"
            ),
            Posts = posts.Count,
            FiringPosts = posts.Count(post => post.IsFiring),
        };
    }

    private static async Task<double> NowAsync(PrometheusServer prometheus, string query) =>
        (await prometheus.QueryAsync(query, TimeProvider.System.GetUtcNow())).ShouldNotBeNull();
}
