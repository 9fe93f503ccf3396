using System.Net.Http.Headers;
using SloOperator.Http;

namespace SloOperator.Web;

/// <summary>What all addresses of the API have in common: who calls is told first, and what is wrong is told in one line.</summary>
internal static class ApiEndpoints
{
    /// <param name="access">Tells who calls.</param>
    /// <param name="answer">Writes the answer.</param>
    public static RequestDelegate Answer(
        Func<IApiAccess> access,
        Func<HttpContext, ApiCaller, Task> answer
    ) =>
        async context =>
        {
            try
            {
                ApiCaller caller = await access()
                    .IdentifyAsync(TokenOf(context.Request), context.RequestAborted);
                await answer(context, caller);
            }
            catch (ApiProblemException e)
            {
                await e.Problem.WriteAsync(context);
            }
            catch (BadHttpRequestException e)
            {
                string detail =
                    e.StatusCode == StatusCodes.Status413PayloadTooLarge
                        ? "the body is too large"
                        : "the body is too slow or cut off";
                await new HttpProblem(e.StatusCode, detail).WriteAsync(context);
            }
        };

    /// <summary>A misspelt parameter would be answered as if it had not been there.</summary>
    /// <exception cref="ApiProblemException">One is none of these, or there twice.</exception>
    public static void RefuseOtherParameters(HttpRequest request, params string[] known)
    {
        foreach ((string name, var values) in request.Query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                throw new ApiProblemException(
                    HttpProblem.Malformed(
                        $"a query has only {string.Join(", ", known)} here; one of other name was found"
                    )
                );
            }

            if (values.Count > 1)
            {
                throw new ApiProblemException(
                    HttpProblem.Malformed($"{name}: is there {values.Count} times; write it once")
                );
            }
        }
    }

    /// <summary>Null: it is not there, or empty.</summary>
    public static string? Parameter(HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    private static string? TokenOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var value)
        && value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && value.Parameter is { Length: > 0 } token
            ? token
            : null;
}
