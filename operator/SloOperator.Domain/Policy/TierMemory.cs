namespace SloOperator.Domain.Policy;

/// <summary>How tiers go on from what the last decision left behind. Without a signal they stay as they were: absence neither fires nor clears.</summary>
internal sealed class TierMemory(PolicyState previous, DateTimeOffset now)
{
    /// <summary>As many as make sure that it was no passing value.</summary>
    private const int InARow = 2;

    /// <summary>A status keeps whole seconds; evaluations are further apart.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(1);

    public TierState? Find(TierKey key) =>
        previous.Tiers.FirstOrDefault(state =>
            state.Tier == key.Tier && state.Objective == key.Objective
        );

    /// <summary>Null: it does not hold.</summary>
    /// <param name="key">Of the tier.</param>
    /// <param name="signal">Null: the data do not say.</param>
    /// <param name="hold">How long it must hold before it fires.</param>
    public TierState? Next(TierKey key, TierSignal? signal, TimeSpan hold)
    {
        TierState? before = Find(key);
        return signal switch
        {
            null => before,
            { Clears: true } => null,
            { Fires: false } when before is not { IsFiring: true } => null,
            _ => GoOn(before ?? new TierState(key.Tier, key.Objective, now, false), hold),
        };
    }

    /// <summary>As <see cref="Next"/>, and two evaluations in a row must say it.</summary>
    public TierState? NextCounted(
        TierKey key,
        TierSignal? signal,
        TimeSpan hold,
        DateTimeOffset? evaluatedAt
    )
    {
        TierState? before = Find(key);
        TierState? next = Next(key, signal, hold);
        if (next is null || signal is null || before is { IsFiring: true })
        {
            return next;
        }

        // Of one evaluation seen twice, what was remembered first stays: it may have lost its fraction of a second in a status.
        bool isSame = (evaluatedAt - before?.SeenAt)?.Duration() < Same;
        int evaluations = isSame
            ? before!.Evaluations
            : Math.Min((before?.Evaluations ?? 0) + 1, InARow);
        return next with
        {
            Evaluations = evaluations,
            SeenAt = isSame ? before!.SeenAt : evaluatedAt,
            IsFiring = next.IsFiring && evaluations == InARow,
        };
    }

    private TierState GoOn(TierState state, TimeSpan hold) =>
        state.IsFiring ? state : state with { IsFiring = now - state.Since >= hold };
}
