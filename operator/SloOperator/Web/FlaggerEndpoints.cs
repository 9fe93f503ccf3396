using System.Text.Json;
using SloOperator.Controllers;
using SloOperator.Gate;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Web;

/// <summary>Flagger's webhooks: it goes on after a 2xx of the gate, and rolls back after a 2xx of the rollback.</summary>
internal static class FlaggerEndpoints
{
    public static IEndpointRouteBuilder MapFlagger(
        this IEndpointRouteBuilder endpoints,
        Func<IApiAccess> access,
        Func<GateDesk> desk,
        (Func<IResourceStore<TeamSlo>> Slos, TimeProvider Time) seen
    )
    {
        RequestDelegate gate = ApiEndpoints.Answer(
            access,
            (context, caller) => AnswerAsync(context, caller, desk())
        );
        RequestDelegate rollback = ApiEndpoints.Answer(
            access,
            (context, caller) => RollBackAsync(context, caller, (seen.Slos(), seen.Time))
        );
        endpoints.MapPost("/flagger/v1/gate", gate);
        endpoints.MapPost("/flagger/v1/rollback", rollback);
        return endpoints;
    }

    private static async Task AnswerAsync(HttpContext context, ApiCaller caller, GateDesk desk)
    {
        GateAnswer answer = await GateEndpoints.AskAsync(
            desk,
            await ReadAsync(context),
            caller,
            context.RequestAborted
        );
        await TellAsync(context, answer.Allowed, GateWords.Line(answer));
    }

    private static async Task RollBackAsync(
        HttpContext context,
        ApiCaller caller,
        (IResourceStore<TeamSlo> Slos, TimeProvider Time) seen
    )
    {
        GateRequest request = await ReadAsync(context);
        if (!request.IsValid(out string? problem))
        {
            throw new ApiProblemException(HttpProblem.Malformed(problem));
        }

        if (
            !await caller.MayReadAsync(request.Slo.Namespace, context.RequestAborted)
            || seen.Slos.Find(request.Slo) is not { } found
        )
        {
            throw GateEndpoints.NotFound(request.Slo);
        }

        string? burning = BurningNow.Of(found.Value?.Status, seen.Time.GetUtcNow());
        await TellAsync(context, burning is not null, burning ?? "no objective burns");
    }

    private static async Task<GateRequest> ReadAsync(HttpContext context)
    {
        FlaggerHook? hook;
        try
        {
            hook = await JsonSerializer.DeserializeAsync(
                context.Request.Body,
                ApiJson.Default.FlaggerHook,
                context.RequestAborted
            );
        }
        catch (JsonException)
        {
            hook = null;
        }

        if (hook is null)
        {
            throw new ApiProblemException(
                HttpProblem.Malformed(
                    "the body is not what Flagger posts: a JSON object with name, namespace and metadata"
                )
            );
        }

        return new GateRequest(
            new ResourceName(
                hook.Namespace,
                hook.Metadata?.GetValueOrDefault("teamSLO") ?? hook.Name ?? ""
            ),
            hook.Metadata?.GetValueOrDefault("change"),
            hook.Checksum is { Length: > 0 } checksum ? checksum : null
        );
    }

    private static Task TellAsync(HttpContext context, bool ok, string text)
    {
        context.Response.StatusCode = ok ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
