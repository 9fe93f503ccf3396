namespace SloOperator.Prometheus;

/// <summary>One throttle an endpoint, however many clients ask it: its limits are what the platform team set for the operator as a whole.</summary>
internal sealed class RequestThrottles(TimeProvider time)
{
    private readonly Lock _gate = new();

    // Weak, because an endpoint that was changed or removed has no client that would say so.
    private readonly Dictionary<EndpointOptions, WeakReference<RequestThrottle>> _throttles = [];

    public RequestThrottle Of(EndpointOptions endpoint)
    {
        lock (_gate)
        {
            if (
                _throttles.TryGetValue(endpoint, out WeakReference<RequestThrottle>? known)
                && known.TryGetTarget(out RequestThrottle? throttle)
            )
            {
                return throttle;
            }

            RemoveUnused();
            var made = new RequestThrottle(endpoint.Limits, time);
            _throttles[endpoint] = new WeakReference<RequestThrottle>(made);
            return made;
        }
    }

    private void RemoveUnused()
    {
        foreach ((EndpointOptions endpoint, WeakReference<RequestThrottle> reference) in _throttles)
        {
            if (!reference.TryGetTarget(out _))
            {
                _throttles.Remove(endpoint);
            }
        }
    }
}
