using System.Net;
using System.Net.Http.Headers;

namespace SloOperator.Pagers;

/// <summary>What of HTTP differs from pager to pager.</summary>
internal interface IPagerProtocol
{
    /// <summary>As reasons name it.</summary>
    string Name { get; }

    string Accept { get; }

    AuthenticationHeaderValue Authorization(string credential);

    RateLimit RateLimit(HttpResponseHeaders headers);

    /// <summary>What to change after such a refusal; null when nothing of the configuration is at fault.</summary>
    string? Advice(HttpStatusCode status);
}
