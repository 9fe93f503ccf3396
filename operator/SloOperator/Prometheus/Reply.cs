namespace SloOperator.Prometheus;

/// <summary>What came of one API call, told apart as <see cref="QueryAnswer"/> does it.</summary>
internal abstract record Reply<T>
{
    private Reply() { }

    internal sealed record Answered(T Value) : Reply<T>;

    internal sealed record Refused(string Reason) : Reply<T>;

    internal sealed record Failed(string Reason, FailureCause Cause = FailureCause.Endpoint)
        : Reply<T>;
}
