namespace SloOperator.Kubernetes.Access;

/// <summary>The answer of a <see cref="TokenReview"/>.</summary>
internal sealed record TokenReviewStatus
{
    public bool? Authenticated { get; init; }

    public AccessUser? User { get; init; }

    /// <summary>Those of the question that the token has. A server that knows nothing of audiences leaves it empty, and then the token proves nothing here.</summary>
    public IReadOnlyList<string>? Audiences { get; init; }
}
