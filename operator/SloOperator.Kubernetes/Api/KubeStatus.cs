namespace SloOperator.Kubernetes.Api;

/// <summary>A metav1.Status: the server's own account of a failure, as a response body or inside a watch.</summary>
public sealed record KubeStatus
{
    public string? Message { get; init; }

    public string? Reason { get; init; }

    /// <summary>The HTTP status it stands for; zero when the server left it out.</summary>
    public int Code { get; init; }

    public KubeStatusDetails? Details { get; init; }

    internal bool IsGone => Code == 410 || Reason is StatusReason.Expired or StatusReason.Gone;

    internal bool IsTooManyRequests => Code == 429 || Reason is StatusReason.TooManyRequests;
}

/// <summary>The machine-readable rest of a <see cref="KubeStatus"/>.</summary>
public sealed record KubeStatusDetails
{
    /// <summary>Zero when the server names no delay.</summary>
    public int RetryAfterSeconds { get; init; }
}
