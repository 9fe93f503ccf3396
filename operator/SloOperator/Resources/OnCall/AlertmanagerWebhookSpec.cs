namespace SloOperator.Resources.OnCall;

internal sealed record AlertmanagerWebhookSpec
{
    /// <summary>Bearer or Hmac; null is Bearer.</summary>
    public string? Auth { get; init; }

    /// <summary>Null is the key token of the Secret slo-operator-webhook.</summary>
    public SecretKeySpec? Secret { get; init; }
}
