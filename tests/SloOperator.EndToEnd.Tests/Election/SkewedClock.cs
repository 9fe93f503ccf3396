namespace SloOperator.EndToEnd.Tests.Election;

/// <summary>Real time on a machine whose wall clock is wrong; what is measured is right.</summary>
internal sealed class SkewedClock(TimeSpan skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
}
