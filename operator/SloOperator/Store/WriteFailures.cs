using SloOperator.Kubernetes.Api;
using SloOperator.Telemetry;

namespace SloOperator.Store;

/// <summary>The objects of one kind whose state could not be written, as health shows them: one that can be does not hide another.</summary>
internal sealed class WriteFailures(HealthState health, string part)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, string> _failed = [];

    public void Add(ResourceName name, string message)
    {
        lock (_gate)
        {
            _failed[name] = message;
            Report();
        }
    }

    /// <summary>Its state was written, or is wanted no more.</summary>
    public void Remove(ResourceName name)
    {
        lock (_gate)
        {
            if (_failed.Remove(name))
            {
                Report();
            }
        }
    }

    private void Report() =>
        health.Report(
            part,
            _failed.Count == 0,
            _failed.Count switch
            {
                0 => "written",
                1 => _failed.Values.Single(),
                int count => $"{_failed.Values.First()} ({count - 1} more could not be written)",
            }
        );
}
