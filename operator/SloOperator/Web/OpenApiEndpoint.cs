namespace SloOperator.Web;

/// <summary>The document that describes the API, for whoever makes a client of it.</summary>
internal static class OpenApiEndpoint
{
    private const string Name = "openapi.json";

    public static IEndpointRouteBuilder MapOpenApi(this IEndpointRouteBuilder endpoints)
    {
        RequestDelegate answer = WriteAsync;
        endpoints.MapGet("/api/v1/openapi.json", answer);
        return endpoints;
    }

    private static async Task WriteAsync(HttpContext context)
    {
        await using Stream document = Open();
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = document.Length;
        await document.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Stream Open() =>
        typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Name)
        ?? throw new InvalidOperationException($"{Name} is built in.");
}
