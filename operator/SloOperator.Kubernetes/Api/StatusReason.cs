namespace SloOperator.Kubernetes.Api;

/// <summary>The words of metav1.Status.reason that callers tell apart.</summary>
public static class StatusReason
{
    public const string AlreadyExists = "AlreadyExists";
    public const string Conflict = "Conflict";
    public const string Expired = "Expired";
    public const string Gone = "Gone";
    public const string NotFound = "NotFound";
    public const string TooManyRequests = "TooManyRequests";
}
