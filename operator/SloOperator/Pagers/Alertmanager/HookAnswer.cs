using SloOperator.Http;

namespace SloOperator.Pagers.Alertmanager;

/// <summary>What the caller of a hook is told. Alertmanager tries again after a 5xx and gives up after a 4xx.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One line; null when there is nothing to say.</param>
internal sealed record HookAnswer(int Status, string? Detail = null)
{
    public static readonly HookAnswer Accepted = new(StatusCodes.Status202Accepted);

    /// <summary>One and the same for a wrong token, a policy that is not there and one that takes no webhook.</summary>
    public static readonly HookAnswer Unauthorized = new(
        StatusCodes.Status401Unauthorized,
        "no such hook for this credential"
    );

    public static readonly HookAnswer NotLeading = new(
        StatusCodes.Status503ServiceUnavailable,
        "another replica leads"
    );

    public static readonly HookAnswer NotNow = new(
        StatusCodes.Status503ServiceUnavailable,
        "try again"
    );

    public static HookAnswer Malformed(string problem) =>
        new(StatusCodes.Status400BadRequest, problem);

    public Task WriteAsync(HttpContext context)
    {
        if (Detail is not null)
        {
            return new HttpProblem(Status, Detail).WriteAsync(context);
        }

        context.Response.StatusCode = Status;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
