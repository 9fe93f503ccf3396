using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace SloOperator.Pagers.Alertmanager;

/// <summary>The raw body of a webhook, as it is signed.</summary>
internal static class HookBody
{
    /// <summary>Some thousand alerts; the server's other addresses take 64 KiB, but a group may be large and what is refused is a page that nobody counts.</summary>
    public const int Largest = 1024 * 1024;

    /// <summary>The largest body has 32 seconds.</summary>
    private static readonly MinDataRate Slowest = new(32 * 1024, TimeSpan.FromSeconds(5));

    /// <exception cref="Microsoft.AspNetCore.Http.BadHttpRequestException">It is too large, too slow or cut off.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, CancellationToken ct)
    {
        Limit(context.Features);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, ct);
        return body.ToArray();
    }

    private static void Limit(IFeatureCollection features)
    {
        features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = Largest;
        features.GetRequiredFeature<IHttpMinRequestBodyDataRateFeature>().MinDataRate = Slowest;
    }
}
