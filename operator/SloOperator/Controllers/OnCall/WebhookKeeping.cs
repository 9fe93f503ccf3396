using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>What a policy has of its webhook.</summary>
/// <param name="Uid">Another object of the same name starts anew; null in a folder.</param>
/// <param name="Lookback">How long incidents matter.</param>
/// <param name="Status">What was kept; null when nothing was.</param>
internal sealed record WebhookKeeping(string? Uid, TimeSpan Lookback, WebhookStatus? Status);
