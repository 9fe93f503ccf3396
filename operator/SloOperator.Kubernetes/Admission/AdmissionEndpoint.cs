using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Admission;

/// <summary>Serves the AdmissionReview protocol of validating webhooks.</summary>
public static class AdmissionEndpoint
{
    /// <summary>The API server takes objects of 3 MiB, and an update carries two.</summary>
    public const int MaxBodyBytes = 7 * 1024 * 1024;

    private const string ReviewKind = "AdmissionReview";
    private const string ReviewGroup = "admission.k8s.io/";

    /// <summary>
    /// Answers reviews posted to the path: HTTP 200 with the decision, also when it denies; what is no review is refused with 400 and a
    /// reason, and one of more than <see cref="MaxBodyBytes"/> with 413. When the decision throws, the answer is 500 and the webhook's
    /// failurePolicy counts.
    /// </summary>
    /// <param name="endpoints">Where to.</param>
    /// <param name="path">Such as /validate.</param>
    /// <param name="decide">The API server may ask twice, or discard what it asked for; with DryRun set, the decision must have no side effects.</param>
    public static IEndpointConventionBuilder MapAdmission(
        this IEndpointRouteBuilder endpoints,
        string path,
        Func<AdmissionRequest, CancellationToken, ValueTask<AdmissionDecision>> decide
    )
    {
        ArgumentNullException.ThrowIfNull(decide);
        return endpoints.MapPost(path, (RequestDelegate)(context => AnswerAsync(context, decide)));
    }

    /// <inheritdoc cref="MapAdmission(IEndpointRouteBuilder, string, Func{AdmissionRequest, CancellationToken, ValueTask{AdmissionDecision}})"/>
    public static IEndpointConventionBuilder MapAdmission(
        this IEndpointRouteBuilder endpoints,
        string path,
        Func<AdmissionRequest, AdmissionDecision> decide
    )
    {
        ArgumentNullException.ThrowIfNull(decide);
        return endpoints.MapAdmission(path, (request, _) => ValueTask.FromResult(decide(request)));
    }

    private static async Task AnswerAsync(
        HttpContext context,
        Func<AdmissionRequest, CancellationToken, ValueTask<AdmissionDecision>> decide
    )
    {
        AdmissionReview review;
        try
        {
            review = await ReadAsync(context);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, e);
            return;
        }

        AdmissionDecision decision = await decide(review.Request!, context.RequestAborted);
        AdmissionReview answer = review.Answer(decision);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(
            KubeJson.Encode(answer, AdmissionJsonContext.Default.AdmissionReview),
            context.RequestAborted
        );
    }

    /// <summary>With one line of JSON (RFC 9457, problem details).</summary>
    private static async Task RefuseAsync(HttpContext context, BadHttpRequestException why)
    {
        var problem = new ProblemDetails
        {
            Status = why.StatusCode,
            Title = ReasonPhrases.GetReasonPhrase(why.StatusCode),
            Detail = why.Message,
        };
        context.Response.StatusCode = why.StatusCode;
        context.Response.ContentType = "application/problem+json";
        await context.Response.Body.WriteAsync(
            (byte[])
                [
                    .. KubeJson.Encode(problem, AdmissionJsonContext.Default.ProblemDetails),
                    (byte)'\n',
                ],
            context.RequestAborted
        );
    }

    private static async Task<AdmissionReview> ReadAsync(HttpContext context)
    {
        // The server's own limit is that of all other requests.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBodyBytes;
        }

        try
        {
            AdmissionReview? review = await JsonSerializer.DeserializeAsync(
                context.Request.Body,
                AdmissionJsonContext.Default.AdmissionReview,
                context.RequestAborted
            );
            return FindProblem(review) is { } problem
                ? throw new BadHttpRequestException(problem)
                : review!;
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException(
                $"the body is not a JSON {ReviewKind}: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}",
                e
            );
        }
    }

    private static string? FindProblem(AdmissionReview? review) =>
        review?.Kind != ReviewKind ? $"kind: must be {ReviewKind}"
        : review.ApiVersion?.StartsWith(ReviewGroup, StringComparison.Ordinal) != true
            ? $"apiVersion: must be of the group {ReviewGroup.TrimEnd('/')}"
        : review.Request is null ? "request: is missing"
        : string.IsNullOrEmpty(review.Request.Uid) ? "request.uid: is missing"
        : review.Request
            is { Operation: "CREATE" or "UPDATE", Object: not { ValueKind: JsonValueKind.Object } }
            ? $"request.object: is missing, which {review.Request.Operation} is about"
        : null;
}
