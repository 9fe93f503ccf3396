using NodaTime;
using SloOperator.Kubernetes.Api;
using SloOperator.Pagers;

namespace SloOperator.Controllers.OnCall;

/// <summary>What one owner wants read of a pager; equal by value: tracking an equal one again changes nothing.</summary>
/// <param name="Owner">Whose pages they are.</param>
/// <param name="Options">Whom to ask.</param>
/// <param name="Zone">What times without an offset are in.</param>
/// <param name="Lookback">How far back pages matter.</param>
internal sealed record PagerSubscription(
    ResourceName Owner,
    PagerOptions Options,
    DateTimeZone Zone,
    TimeSpan Lookback
);
