using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Tickets;

namespace SloOperator.Web;

/// <summary>What there is, page by page, as far as the caller may see it.</summary>
internal static class ListEndpoints
{
    public static IEndpointRouteBuilder MapLists(
        this IEndpointRouteBuilder endpoints,
        Func<IApiAccess> access,
        IServiceProvider services
    )
    {
        RequestDelegate slos = Answer(
            access,
            services.GetRequiredService<IResourceStore<TeamSlo>>,
            ResourceJson.Default.TeamSlo,
            (slo, query) =>
                IsOf(slo.Spec?.Team, query.Team) && IsOf(slo.Spec?.Criticality, query.Criticality)
        );
        RequestDelegate policies = Answer(
            access,
            services.GetRequiredService<IResourceStore<OnCallPolicy>>,
            ResourceJson.Default.OnCallPolicy,
            (policy, query) => IsOf(policy.Spec?.Team, query.Team)
        );
        RequestDelegate tickets = Answer(
            access,
            services.GetRequiredService<IResourceStore<ReliabilityTicket>>,
            ResourceJson.Default.ReliabilityTicket,
            (ticket, query) => IsOf(ticket.Spec?.Team, query.Team)
        );
        endpoints.MapGet("/api/v1/teamslos", slos);
        endpoints.MapGet("/api/v1/oncallpolicies", policies);
        endpoints.MapGet("/api/v1/tickets", tickets);
        return endpoints;
    }

    private static bool IsOf(string? value, string? wanted) => wanted is null || value == wanted;

    private static RequestDelegate Answer<T>(
        Func<IApiAccess> access,
        Func<IResourceStore<T>> store,
        JsonTypeInfo<T> type,
        Func<T, ListQuery, bool> matches
    )
        where T : class, IKubernetesObject =>
        ApiEndpoints.Answer(
            access,
            async (context, caller) =>
            {
                var query = ListQuery.Of(context.Request, typeof(T) == typeof(TeamSlo));
                ApiPage page = await PageAsync(
                    Wanted(store(), query, matches),
                    caller,
                    (query.Limit, value => JsonSerializer.SerializeToElement(value, type)),
                    context.RequestAborted
                );
                context.Response.ContentType = "application/json";
                context.Response.Headers.CacheControl = "no-store";
                await JsonSerializer.SerializeAsync(
                    context.Response.Body,
                    page,
                    ApiJson.Default.ApiPage,
                    context.RequestAborted
                );
            }
        );

    private static IEnumerable<T> Wanted<T>(
        IResourceStore<T> store,
        ListQuery query,
        Func<T, ListQuery, bool> matches
    )
        where T : class, IKubernetesObject =>
        store
            .List()
            .Where(found => IsOf(found.Name.Namespace, query.Namespace))
            .Select(found => (Key: ListQuery.KeyOf(found.Name), found.Value))
            .Where(found =>
                found.Value is not null
                && (query.After is null || string.CompareOrdinal(found.Key, query.After) > 0)
                && matches(found.Value, query)
            )
            .OrderBy(found => found.Key, StringComparer.Ordinal)
            .Select(found => found.Value!);

    /// <summary>Asks for each namespace once, and only for those that the page comes to.</summary>
    private static async Task<ApiPage> PageAsync<T>(
        IEnumerable<T> wanted,
        ApiCaller caller,
        (int Limit, Func<T, JsonElement> Show) shape,
        CancellationToken ct
    )
        where T : class, IKubernetesObject
    {
        List<JsonElement> items = [];
        ResourceName last = default!;
        (string? Namespace, bool MayRead) asked = (null, false);
        foreach (T value in wanted)
        {
            if (value.Metadata.Namespace != asked.Namespace)
            {
                string? ns = value.Metadata.Namespace;
                asked = (ns, await caller.MayReadAsync(ns, ct));
            }

            if (!asked.MayRead)
            {
                continue;
            }

            if (items.Count == shape.Limit)
            {
                return new ApiPage(items, ListQuery.ContinueAfter(last));
            }

            items.Add(shape.Show(value));
            last = ResourceName.Of(value.Metadata);
        }

        return new ApiPage(items, null);
    }
}
