using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Access;

/// <summary>Asks the API server whether somebody may do something; never stored.</summary>
internal sealed record SubjectAccessReview : IKubernetesObject
{
    public static ResourceDefinition<SubjectAccessReview> Definition { get; } =
        new(
            "authorization.k8s.io",
            "v1",
            "SubjectAccessReview",
            "subjectaccessreviews",
            Namespaced: false,
            AccessJsonContext.Default.SubjectAccessReview
        );

    public string? ApiVersion { get; init; } = "authorization.k8s.io/v1";

    public string? Kind { get; init; } = "SubjectAccessReview";

    public ObjectMeta Metadata { get; init; } = new();

    public SubjectAccessReviewSpec? Spec { get; init; }

    public SubjectAccessReviewStatus? Status { get; init; }
}
