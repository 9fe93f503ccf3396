using System.Net;

namespace SloOperator.Kubernetes.Api;

/// <summary>A request that did not succeed, whether the server refused it or never answered; the message says what was attempted.</summary>
public sealed class KubeException : Exception
{
    public KubeException(string message, Exception? innerException = null)
        : base(message, innerException) { }

    /// <summary>Null when no answer arrived: refused, reset, out of time, or an answer that could not be read.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The word of metav1.Status, such as Conflict or AlreadyExists; null when the body was no Status.</summary>
    public string? Reason { get; init; }

    /// <summary>What the server asked for, not what was waited.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    /// <summary>The object changed since it was read; an AlreadyExists, which is also a 409, is not a conflict.</summary>
    public bool IsConflict =>
        StatusCode == HttpStatusCode.Conflict && Reason is not StatusReason.AlreadyExists;

    public bool IsAlreadyExists => Reason is StatusReason.AlreadyExists;

    /// <summary>The resourceVersion or continue token is too old for the server to serve from.</summary>
    public bool IsGone =>
        StatusCode == HttpStatusCode.Gone || Reason is StatusReason.Expired or StatusReason.Gone;
}
