namespace SloOperator.Kubernetes.Api;

/// <summary>metav1.DeleteOptions as the server reads it.</summary>
internal sealed record DeleteBody
{
    public string ApiVersion { get; init; } = "v1";

    public string Kind { get; init; } = "DeleteOptions";

    public DeletePreconditions? Preconditions { get; init; }

    public string? PropagationPolicy { get; init; }

    public int? GracePeriodSeconds { get; init; }

    public static DeleteBody From(DeleteOptions options) =>
        new()
        {
            Preconditions = options is { Uid: null, ResourceVersion: null }
                ? null
                : new DeletePreconditions
                {
                    Uid = options.Uid,
                    ResourceVersion = options.ResourceVersion,
                },
            PropagationPolicy = options.Propagation?.ToString(),
            GracePeriodSeconds = options.GracePeriodSeconds,
        };
}

internal sealed record DeletePreconditions
{
    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }
}
