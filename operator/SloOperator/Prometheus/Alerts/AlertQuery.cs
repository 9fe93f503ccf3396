using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Alerts;

/// <summary>Which alerts wake the people of one rotation, and how Prometheus shows that it would have noticed.</summary>
internal sealed record AlertQuery
{
    /// <summary>Of ALERTS that fire, with the enforced matchers.</summary>
    public required Selector Firing { get; init; }

    /// <summary>Of series that are there whenever Prometheus is: a watchdog's ALERTS, or up; with the enforced matchers.</summary>
    public required Selector Coverage { get; init; }

    /// <summary>Labels whose values, in this order, are an incident's key after the alert's name; never one that names a replica, a pod or an instance.</summary>
    public required IReadOnlyList<string> GroupBy { get; init; }

    public required EpisodeRule Rule { get; init; }

    public bool Equals(AlertQuery? other) =>
        other is not null
        && Firing.Equals(other.Firing)
        && Coverage.Equals(other.Coverage)
        && Rule.Equals(other.Rule)
        && GroupBy.SequenceEqual(other.GroupBy);

    public override int GetHashCode() => HashCode.Combine(Firing, Coverage, Rule, GroupBy.Count);
}
