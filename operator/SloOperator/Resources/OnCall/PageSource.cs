using SloOperator.Http;
using SloOperator.Pagers;
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

    internal sealed record Pager(PagerOptions Options) : PageSource
    {
        public override string Name => Options.Type.ToString();
    }

    /// <param name="Secret">Where the secret is that a notification proves to know: as its bearer token, or by a signature.</param>
    internal sealed record Webhook(SecretKey Secret) : PageSource
    {
        public override string Name => "AlertmanagerWebhook";
    }
}
