using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources;

/// <summary>What stands in for a PrometheusEndpoint named "default" where there is no such object: the URL of the command line, open to everybody.</summary>
internal static class DefaultEndpoint
{
    public const string Name = "default";

    /// <summary>The URL is as unchecked as that of any other endpoint; PrometheusEndpointValidator judges it.</summary>
    public static PrometheusEndpoint From(string prometheusUrl) =>
        new()
        {
            ApiVersion = ResourceKinds.PrometheusEndpoint.ApiVersion,
            Kind = ResourceKinds.PrometheusEndpoint.Kind,
            Metadata = new ObjectMeta { Name = Name },
            Spec = new PrometheusEndpointSpec { Url = prometheusUrl },
        };

    /// <summary>A null URL stands in for nothing. An object that is there but cannot be decoded is not replaced: it was meant to be used.</summary>
    public static EndpointLookup StandIn(EndpointLookup lookup, string? prometheusUrl)
    {
        if (prometheusUrl is null)
        {
            return lookup;
        }

        var standIn = Decoded<PrometheusEndpoint>.FromValue(From(prometheusUrl));
        return name => lookup(name) ?? (name is Name ? standIn : null);
    }
}
