using SloOperator.Http;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Alerts;

namespace SloOperator.Resources.OnCall;

/// <summary>Where the pages of one rotation are read; exactly one source is authoritative.</summary>
internal abstract record PageSource
{
    private PageSource() { }

    /// <summary>As the status names it.</summary>
    public abstract string Name { get; }

    internal sealed record Alerts(EndpointOptions Endpoint, AlertQuery Query) : PageSource
    {
        public override string Name => "Prometheus";
    }

    /// <param name="Type">Whose interface it is.</param>
    /// <param name="Url">Null is the type's own; never null for JiraOps.</param>
    /// <param name="Secret">Where its API key is.</param>
    /// <param name="TeamIds">Whose pages; empty is everybody's that the key may see.</param>
    /// <param name="ScheduleIds">Whose shifts; empty is everybody's that the key may see.</param>
    internal sealed record Pager(
        PagerType Type,
        Uri? Url,
        SecretKey Secret,
        IReadOnlyList<string> TeamIds,
        IReadOnlyList<string> ScheduleIds
    ) : PageSource
    {
        public override string Name => Type.ToString();

        public bool Equals(Pager? other) =>
            other is not null
            && Type == other.Type
            && Url == other.Url
            && Secret.Equals(other.Secret)
            && TeamIds.SequenceEqual(other.TeamIds)
            && ScheduleIds.SequenceEqual(other.ScheduleIds);

        public override int GetHashCode() =>
            HashCode.Combine(Type, Url, Secret, TeamIds.Count, ScheduleIds.Count);
    }

    /// <param name="Auth">How a notification proves itself.</param>
    /// <param name="Secret">Where the shared secret is.</param>
    internal sealed record Webhook(WebhookAuth Auth, SecretKey Secret) : PageSource
    {
        public override string Name => "AlertmanagerWebhook";
    }
}
