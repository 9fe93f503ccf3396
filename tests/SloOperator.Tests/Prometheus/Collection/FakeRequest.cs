namespace SloOperator.Tests.Prometheus.Collection;

/// <summary>One request as it came over the wire; expressions by the number their answer must carry.</summary>
internal sealed record FakeRequest(string Path, IReadOnlyDictionary<string, string> Expressions)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public bool IsInstant { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public string TenantHeader { get; init; } = "";

    public string ResultType => IsInstant ? "vector" : "matrix";

    public int Points => IsInstant ? 1 : (int)((End - Start) / Step) + 1;

    public IEnumerable<DateTimeOffset> Times =>
        Enumerable.Range(0, Points).Select(i => Start + (i * Step));
}
