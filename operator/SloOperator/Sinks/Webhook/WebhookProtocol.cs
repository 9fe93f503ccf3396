using System.Security.Cryptography;
using System.Text;
using SloOperator.Http;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Webhook;

/// <summary>The program's own contract for receivers that somebody wrote: signed JSON by POST and PUT.</summary>
internal sealed class WebhookProtocol(SinkOptions options) : ISinkProtocol
{
    public string Name => "Webhook";

    public IReadOnlyList<string> Keys { get; } = ["secret"];

    public IReadOnlyList<string> OptionalKeys { get; } = ["token"];

    public void Prepare(HttpRequestMessage request, byte[] body, SinkCredential credential)
    {
        string secret = credential.Find("secret") ?? "";
        if (secret.Length == 0)
        {
            throw new ExchangeException(
                $"{new SecretKey(options.Secret, "secret")} is empty, so nothing can be signed"
            );
        }

        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body);
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Add(
            "X-Slo-Operator-Signature",
            $"sha256={Convert.ToHexStringLower(signature)}"
        );
        if (credential.Token("token") is { } token)
        {
            request.Headers.Authorization = new("Bearer", token);
        }
    }

    public SinkVerdict? Judge(SinkAnswer answer) => null;

    public TimeSpan? Limit(SinkAnswer answer, DateTimeOffset now) => null;

    public string? Explain(SinkAnswer answer, SinkCall call) =>
        WebhookErrors.Explain(answer, options);
}
