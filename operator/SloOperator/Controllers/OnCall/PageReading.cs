using SloOperator.Domain.OnCall;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>What is known of one policy's pages.</summary>
/// <param name="History">To be judged.</param>
/// <param name="ToKeep">What the status has to remember, because the source cannot be asked again; null for those that can.</param>
internal sealed record PageReading(PageHistory History, WebhookStatus? ToKeep = null);
