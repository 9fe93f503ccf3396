using SloOperator.Http;

namespace SloOperator.Prometheus.Wire;

/// <summary>A query's data; an element that is no series (a scalar has two) is read as null.</summary>
internal sealed record QueryResult
{
    public string? ResultType { get; init; }

    public IReadOnlyList<SampleSeries?>? Result { get; init; }

    /// <summary>Another type than asked for is the expression's fault: the endpoint computed what was written.</summary>
    public QueryAnswer ToAnswer(string expected, string attempt)
    {
        if (!string.Equals(ResultType, expected, StringComparison.Ordinal))
        {
            string found = FailureReason.Excerpt(ResultType ?? "nothing");
            return new QueryAnswer.Refused(
                $"{attempt}the result is a {found} where a {expected} was expected"
            );
        }

        return Result is null || Result.Contains(null)
            ? new QueryAnswer.Failed(
                $"{attempt}answered a {expected} whose result is no list of series"
            )
            : new QueryAnswer.Answered(Result!);
    }
}
