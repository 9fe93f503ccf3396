namespace SloOperator.Resources.OnCall;

/// <summary>How a notification proves that it is Alertmanager's.</summary>
internal enum WebhookAuth
{
    /// <summary>The secret itself as a bearer token.</summary>
    Bearer,

    /// <summary>A SHA-256 HMAC of the body under the secret.</summary>
    Hmac,
}
