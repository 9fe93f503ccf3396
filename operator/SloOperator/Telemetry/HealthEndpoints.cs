using System.Text;

namespace SloOperator.Telemetry;

/// <summary>The three addresses that every deployment asks: /healthz, /readyz and /metrics.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapHealthAndMetrics(
        this IEndpointRouteBuilder endpoints,
        HealthState health,
        PrometheusText metrics
    )
    {
        endpoints.MapMethods(
            "/healthz",
            Reads,
            context => AnswerAsync(context, health, health.Alive)
        );
        endpoints.MapMethods(
            "/readyz",
            Reads,
            context => AnswerAsync(context, health, health.Ready)
        );
        endpoints.MapMethods("/metrics", Reads, context => ExposeAsync(context, metrics));
        return endpoints;
    }

    private static Task AnswerAsync(HttpContext context, HealthState health, bool ok)
    {
        var body = new StringBuilder(ok ? "ok\n" : "not ok\n");
        foreach (HealthFact fact in health.Facts)
        {
            body.Append(fact.Ok ? "[+] " : "[-] ")
                .Append(fact.Part)
                .Append(": ")
                .Append(fact.Message.ReplaceLineEndings(" "))
                .Append('\n');
        }

        context.Response.StatusCode = ok
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(body.ToString(), context.RequestAborted);
    }

    private static Task ExposeAsync(HttpContext context, PrometheusText metrics)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        return metrics.WriteAsync(context.Response.BodyWriter, context.RequestAborted);
    }
}
