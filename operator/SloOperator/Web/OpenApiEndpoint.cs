namespace SloOperator.Web;

/// <summary>The document that describes the API, for whoever makes a client of it.</summary>
internal static class OpenApiEndpoint
{
    private const string Name = "openapi.json";

    public static IEndpointRouteBuilder MapOpenApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(
            $"/api/v1/{Name}",
            async context =>
            {
                await using Stream document = Open();
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = document.Length;
                await document.CopyToAsync(context.Response.Body, context.RequestAborted);
            }
        );
        return endpoints;
    }

    public static Stream Open() =>
        typeof(OpenApiEndpoint).Assembly.GetManifestResourceStream(Name)
        ?? throw new InvalidOperationException($"{Name} is built in.");
}
