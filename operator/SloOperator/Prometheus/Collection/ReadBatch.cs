namespace SloOperator.Prometheus.Collection;

/// <summary>Reads that go in one request.</summary>
internal sealed record ReadBatch(ReadSpan Span, Tenant Tenant, IReadOnlyList<DueRead> Reads)
{
    public BatchQuery Query() => BatchQuery.Of([.. Reads.Select(read => read.Queries)]);

    public (ReadBatch Left, ReadBatch Right) Halve()
    {
        int half = Reads.Count / 2;
        return (
            this with
            {
                Reads = [.. Reads.Take(half)],
            },
            this with
            {
                Reads = [.. Reads.Skip(half)],
            }
        );
    }
}
