using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>Opsgenie's REST API (https://docs.opsgenie.com/docs/api-overview) and that of Jira Service Management's operations (https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/intro).</summary>
internal sealed class OpsgenieProtocol(OpsgenieDialect dialect) : IPagerProtocol
{
    public string Name => dialect.Name;

    public string Accept => "application/json";

    public AuthenticationHeaderValue Authorization(string credential)
    {
        if (!dialect.IsBasic)
        {
            return new AuthenticationHeaderValue("GenieKey", credential);
        }

        return credential.Contains(':', StringComparison.Ordinal)
            ? new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes(credential))
            )
            : throw new ExchangeException("its secret does not hold email:token");
    }

    /// <summary>The period is one second or one minute, whichever limit was reached: https://docs.opsgenie.com/docs/api-rate-limiting.</summary>
    public RateLimit RateLimit(HttpResponseHeaders headers) =>
        new(
            string.Equals(
                First(headers, "X-RateLimit-State"),
                "THROTTLED",
                StringComparison.OrdinalIgnoreCase
            ),
            int.TryParse(
                First(headers, "X-RateLimit-Period-In-Sec"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int seconds
            )
                ? TimeSpan.FromSeconds(seconds)
                : null
        );

    public string? Advice(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity =>
                "it does not take the question; check the schedule ids",
            // Verified there by others: a missing scope is answered with 401 too.
            HttpStatusCode.Unauthorized when dialect.IsBasic =>
                "with the scopes read:ops-alert and read:ops-config",
            HttpStatusCode.PaymentRequired =>
                "the account's plan lacks what this needs; change the plan",
            HttpStatusCode.Forbidden =>
                "the token may not read this; give it read and configuration access",
            HttpStatusCode.NotFound => "nothing is there; check the URL and the schedule ids",
            _ => null,
        };

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : null;
}
