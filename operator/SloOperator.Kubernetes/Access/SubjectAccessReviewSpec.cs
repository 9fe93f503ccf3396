namespace SloOperator.Kubernetes.Access;

/// <summary>The question of a <see cref="SubjectAccessReview"/>.</summary>
internal sealed record SubjectAccessReviewSpec
{
    public string? User { get; init; }

    public string? Uid { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    public required AccessQuestion ResourceAttributes { get; init; }
}
