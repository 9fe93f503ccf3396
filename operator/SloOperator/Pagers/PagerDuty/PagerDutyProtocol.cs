using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>PagerDuty's REST API, version 2 (https://developer.pagerduty.com/docs/rest-api-overview).</summary>
internal sealed class PagerDutyProtocol : IPagerProtocol
{
    public const string Pager = "PagerDuty";

    public string Name => Pager;

    public string Accept => "application/vnd.pagerduty+json;version=2";

    public AuthenticationHeaderValue Authorization(string credential) =>
        new("Token", $"token={credential}");

    /// <summary>Seconds until the window ends, in every answer that was counted: https://developer.pagerduty.com/docs/rest-api-rate-limits.</summary>
    public RateLimit RateLimit(HttpResponseHeaders headers) =>
        new(
            Number(headers, "ratelimit-remaining") == 0,
            Number(headers, "ratelimit-reset") is { } seconds ? TimeSpan.FromSeconds(seconds) : null
        );

    public string? Advice(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.BadRequest =>
                "it does not take the question; check the team and schedule ids",
            HttpStatusCode.PaymentRequired =>
                "the account's plan lacks what this needs; leave out teamIds or change the plan",
            HttpStatusCode.Forbidden =>
                "the token may not read this; give it read access to incidents, on-calls and escalation policies",
            HttpStatusCode.NotFound =>
                "nothing is there; check the URL and the team and schedule ids",
            _ => null,
        };

    private static int? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values)
        && int.TryParse(
            values.First(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number
            : null;
}
