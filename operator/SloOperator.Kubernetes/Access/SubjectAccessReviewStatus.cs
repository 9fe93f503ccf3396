namespace SloOperator.Kubernetes.Access;

/// <summary>The answer of a <see cref="SubjectAccessReview"/>.</summary>
internal sealed record SubjectAccessReviewStatus
{
    public bool? Allowed { get; init; }
}
