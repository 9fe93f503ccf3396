using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Access;

/// <summary>Asks the API server whose a token is; never stored. A class, so that nothing prints the token.</summary>
internal sealed class TokenReview : IKubernetesObject
{
    public static ResourceDefinition<TokenReview> Definition { get; } =
        new(
            "authentication.k8s.io",
            "v1",
            "TokenReview",
            "tokenreviews",
            Namespaced: false,
            AccessJsonContext.Default.TokenReview
        );

    public string? ApiVersion { get; init; } = "authentication.k8s.io/v1";

    public string? Kind { get; init; } = "TokenReview";

    public ObjectMeta Metadata { get; init; } = new();

    public TokenReviewSpec? Spec { get; init; }

    public TokenReviewStatus? Status { get; init; }
}
