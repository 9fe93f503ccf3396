using SloOperator.Prometheus;
using SloOperator.Prometheus.Alerts;

namespace SloOperator.Resources.OnCall;

/// <summary>Where the pages of one rotation are read; exactly one source is authoritative.</summary>
internal abstract record PageSource
{
    private PageSource() { }

    /// <summary>As the status names it.</summary>
    public abstract string Name { get; }

    internal sealed record Alerts(EndpointOptions Endpoint, AlertQuery Query) : PageSource
    {
        public override string Name => "Prometheus";
    }
}
