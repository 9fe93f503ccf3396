using SloOperator.Prometheus;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Resources;

/// <summary>Turns an endpoint as written into one that can be asked, or into the whole list of what is wrong with it.</summary>
internal static class PrometheusEndpointMapper
{
    private const int MostNamespaces = 1000;

    public static PrometheusEndpointMapping Map(PrometheusEndpoint endpoint)
    {
        List<Problem> problems = [];
        var root = new SpecField("spec", problems);
        if (endpoint.Spec is not { } spec)
        {
            root.Refuse("is missing; write at least url");
            return new PrometheusEndpointMapping(null, problems);
        }

        UsableEndpoint? usable = Map(endpoint.Metadata.Name, spec, root);
        return new PrometheusEndpointMapping(problems.Count == 0 ? usable : null, problems);
    }

    private static UsableEndpoint? Map(string name, PrometheusEndpointSpec spec, SpecField root)
    {
        Uri? url = EndpointUrl.Read(spec.Url, root["url"]);
        IReadOnlyList<HeaderTemplate> headers = EndpointHeaders.Read(spec.Headers, root["headers"]);
        EndpointAuth? auth = EndpointCredentials.ReadAuth(spec.Auth, root["auth"]);
        EndpointTls? tls = EndpointCredentials.ReadTls(spec.Tls, url, root["tls"]);
        CheckNamespaces(spec.AllowedNamespaces, root["allowedNamespaces"]);
        IReadOnlyList<LabelMatcher> enforced = EnforcedMatcherMap.Read(
            spec.EnforcedMatchers,
            root["enforcedMatchers"]
        );
        TimeSpan? delay = root["evaluationDelay"]
            .ReadDuration(spec.EvaluationDelay ?? "30s", "0s", "15m");
        EndpointLimits? limits = EndpointLimitFields.Read(spec.Limits, root["limits"]);
        if (url is null || auth is null || tls is null || delay is not { } lag || limits is null)
        {
            return null;
        }

        var options = new EndpointOptions(name, url)
        {
            Headers = headers,
            Auth = auth,
            Tls = tls,
            EvaluationDelay = lag,
            Limits = limits,
        };
        return new UsableEndpoint(options, enforced);
    }

    private static void CheckNamespaces(IReadOnlyList<string?>? namespaces, SpecField field)
    {
        if (namespaces?.Count > MostNamespaces)
        {
            field.Refuse(
                $"has {namespaces.Count} entries; at most {MostNamespaces} are allowed, or \"*\" for all"
            );
            return;
        }

        HashSet<string> seen = [];
        for (int i = 0; i < namespaces?.Count; i++)
        {
            if (field[i].ReadNamespaceOrAny(namespaces[i]) is { } ns && !seen.Add(ns))
            {
                field[i].Refuse($"{Found.Quote(ns)} is listed twice; remove one");
            }
        }
    }
}
