namespace SloOperator.Kubernetes.Access;

/// <summary>The question of a <see cref="TokenReview"/>.</summary>
internal sealed class TokenReviewSpec
{
    public required string Token { get; init; }

    /// <summary>For whom the token must have been made.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }
}
