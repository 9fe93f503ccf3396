namespace SloOperator.Domain.Policy;

/// <summary>What an evaluation says of a tier; with neither, one that fires goes on and one that waits starts again.</summary>
internal readonly record struct TierSignal(bool Fires, bool Clears)
{
    /// <summary>Without a level of its own to clear at.</summary>
    public static TierSignal Of(bool holds) => new(holds, !holds);
}
