namespace SloOperator.Tests.Prometheus.Alerts;

/// <summary>One question about pages as it came over the wire.</summary>
/// <param name="Kind">Samples, Counts or Presence.</param>
/// <param name="Selector">As it was written.</param>
/// <param name="Range">The part before each point that is looked at.</param>
internal sealed record AlertRequest(string Kind, string Selector, TimeSpan Range)
{
    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public TimeSpan Step { get; init; }

    public string TenantHeader { get; init; } = "";

    /// <summary>The points of a range query; the one of an instant query.</summary>
    public IEnumerable<DateTimeOffset> Times
    {
        get
        {
            for (DateTimeOffset time = Start; time <= End; time += Step)
            {
                yield return time;
                if (Step == TimeSpan.Zero)
                {
                    yield break;
                }
            }
        }
    }
}
