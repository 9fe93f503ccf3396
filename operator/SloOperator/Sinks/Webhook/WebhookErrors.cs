using System.Net;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Webhook;

/// <summary>What a receiver's refusals ask for; the contract has statuses alone.</summary>
internal static class WebhookErrors
{
    public static string? Explain(SinkAnswer answer, SinkOptions options) =>
        answer.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"signature or token is not accepted; put the receiver's into keys secret and token of secret {options.Secret}",
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
                $"the receiver takes nothing there; check {options.Field("url")}",
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity =>
                "the receiver does not take the ticket as it is; its own log says why",
            _ => null,
        };
}
