using System.Net;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Watch;

/// <summary>Decides what follows each outcome of a list or a watch: resume, list again, and how long to wait before; does no I/O.</summary>
internal sealed class WatchSession(Backoff backoff)
{
    /// <summary>A stream that ends sooner and brought nothing is a failing server, not one that kept to timeoutSeconds.</summary>
    public static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);

    private bool _changed;

    /// <summary>Where the next watch starts; null means that a list comes first.</summary>
    public string? ResourceVersion { get; private set; }

    /// <summary>How long to wait before the next request.</summary>
    public TimeSpan Delay { get; private set; }

    public void Listed(string resourceVersion)
    {
        ResourceVersion = resourceVersion;
        Delay = TimeSpan.Zero;
    }

    public void ListFailed(KubeException failure) => BackOff(failure.RetryAfter);

    public void WatchStarted() => _changed = false;

    public void Changed(string? resourceVersion)
    {
        _changed = true;
        Advance(resourceVersion);
    }

    /// <summary>No sign of life: some servers send one as soon as a watch starts.</summary>
    public void Bookmarked(string? resourceVersion) => Advance(resourceVersion);

    public void WatchEnded(TimeSpan lifetime)
    {
        Delay = TimeSpan.Zero;
        if (!_changed && lifetime < ShortestWatch)
        {
            BackOff(retryAfter: null);
        }
    }

    /// <summary>The server's last word in a stream: nothing can be served from here, unless it is only overloaded.</summary>
    public void WatchErrored(KubeStatus status)
    {
        TimeSpan? retryAfter = status.Details is { RetryAfterSeconds: > 0 and var seconds }
            ? TimeSpan.FromSeconds(seconds)
            : null;
        if (!status.IsTooManyRequests)
        {
            ResourceVersion = null;
        }

        BackOff(retryAfter);
    }

    /// <summary>Only an answer about the starting point itself, or the kind, sends back to a list; overload, lost rights and broken connections resume.</summary>
    public void WatchFailed(KubeException failure)
    {
        if (
            failure.IsGone
            || failure.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound
        )
        {
            ResourceVersion = null;
        }

        BackOff(failure.RetryAfter);
    }

    private void Advance(string? resourceVersion)
    {
        if (!string.IsNullOrEmpty(resourceVersion))
        {
            ResourceVersion = resourceVersion;
        }
    }

    private void BackOff(TimeSpan? retryAfter)
    {
        TimeSpan own = backoff.Next();
        TimeSpan asked = retryAfter ?? TimeSpan.Zero;
        TimeSpan granted = asked < Backoff.Longest ? asked : Backoff.Longest;
        Delay = own > granted ? own : granted;
    }
}
