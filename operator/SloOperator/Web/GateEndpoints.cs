using System.Text.Json;
using SloOperator.Gate;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Web;

/// <summary>GET /api/v1/gates/{namespace}/{name}: 200 whenever there is an answer, for Argo Rollouts takes anything else as an error of its own.</summary>
internal static class GateEndpoints
{
    public static IEndpointRouteBuilder MapGates(
        this IEndpointRouteBuilder endpoints,
        Func<IApiAccess> access,
        Func<GateDesk> desk
    )
    {
        RequestDelegate answer = ApiEndpoints.Answer(
            access,
            (context, caller) => AnswerAsync(context, caller, desk())
        );
        endpoints.MapGet("/api/v1/gates/{namespace}/{name}", answer);
        return endpoints;
    }

    /// <exception cref="ApiProblemException">There is no answer.</exception>
    public static async Task<GateAnswer> AskAsync(
        GateDesk desk,
        GateRequest request,
        ApiCaller caller,
        CancellationToken ct
    )
    {
        if (!request.IsValid(out string? problem))
        {
            throw new ApiProblemException(HttpProblem.Malformed(problem));
        }

        if (!await caller.MayReadAsync(request.Slo.Namespace, ct))
        {
            throw NotFound(request.Slo);
        }

        return await desk.AskAsync(request, caller.Name, ct) switch
        {
            GateAsked.Answered { Answer: { } answer } => answer,
            GateAsked.NotNow { Reason: { } reason } => throw new ApiProblemException(
                HttpProblem.NotNow(reason)
            ),
            _ => throw NotFound(request.Slo),
        };
    }

    /// <summary>The same for one that is not there and one that the caller may not see.</summary>
    public static ApiProblemException NotFound(ResourceName slo) =>
        new(
            new HttpProblem(
                StatusCodes.Status404NotFound,
                $"there is no TeamSLO {slo} that you may get"
            )
        );

    private static async Task AnswerAsync(HttpContext context, ApiCaller caller, GateDesk desk)
    {
        HttpRequest request = context.Request;
        ApiEndpoints.RefuseOtherParameters(request, "change", "ref", "env");
        var question = new GateRequest(
            new ResourceName(
                (string?)request.RouteValues["namespace"],
                (string)request.RouteValues["name"]!
            ),
            ApiEndpoints.Parameter(request, "change"),
            ApiEndpoints.Parameter(request, "ref"),
            ApiEndpoints.Parameter(request, "env")
        );
        GateAnswer answer = await AskAsync(desk, question, caller, context.RequestAborted);
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            answer,
            GateJson.Compact.GateAnswer,
            context.RequestAborted
        );
    }
}
