namespace SloOperator.Resources.OnCall;

internal sealed record AlertmanagerWebhookSpec
{
    /// <summary>Null is the key token of the Secret slo-operator-webhook.</summary>
    public SecretKeySpec? Secret { get; init; }
}
