using SloOperator.Domain.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;

namespace SloOperator.Controllers.Exceptions;

/// <summary>What the status of a BudgetException says; pure.</summary>
internal static class ExceptionStatusBuilder
{
    private const int MostUsesKept = 20;

    /// <param name="standing">What was decided.</param>
    /// <param name="previous">What was written before; null: nothing.</param>
    /// <param name="returned">What it gives back; null: nothing was told.</param>
    /// <param name="now">Dates the conditions, and tells the phase.</param>
    public static BudgetExceptionStatus Build(
        StandingException standing,
        BudgetExceptionStatus? previous,
        decimal? returned,
        DateTimeOffset now
    )
    {
        ExceptionPhase? phase = standing.Terms?.PhaseAt(now, previous?.Uses ?? 0);
        ObjectMeta metadata = standing.Exception.Metadata;
        return new BudgetExceptionStatus
        {
            ObservedGeneration = metadata.Generation,
            Phase = standing.IsUndecided ? previous?.Phase : phase?.ToString(),
            BudgetReturned =
                returned is { } share && standing.Terms is { IsRevoked: false }
                    ? StatusText.Ratio(share)
                    : null,
            Uses = previous?.Uses,
            UsedBy = previous?.UsedBy,
            SpecDigest =
                previous?.SpecDigest
                ?? (standing.Terms is null ? null : SpecDigest.Of(standing.Exception.Spec!)),
            Conditions = [Judge(standing).After(previous?.Conditions, metadata.Generation, now)],
        };
    }

    /// <summary>Of an object that cannot be decoded: what was counted is kept.</summary>
    public static BudgetExceptionStatus Refuse(
        ObjectMeta metadata,
        BudgetExceptionStatus? previous,
        IReadOnlyList<Problem> problems,
        DateTimeOffset now
    ) =>
        (previous ?? new BudgetExceptionStatus()) with
        {
            ObservedGeneration = metadata.Generation,
            Phase = null,
            BudgetReturned = null,
            Conditions =
            [
                Refusal(problems, ConditionReasons.InvalidSpec)
                    .After(previous?.Conditions, metadata.Generation, now),
            ],
        };

    /// <summary>One more use.</summary>
    public static BudgetExceptionStatus Use(
        BudgetExceptionStatus status,
        ExceptionUse use,
        DateTimeOffset now
    ) =>
        status with
        {
            Uses = (status.Uses ?? 0) + 1,
            UsedBy =
            [
                .. (status.UsedBy ?? []).TakeLast(MostUsesKept - 1),
                new ExceptionUseStatus
                {
                    By = use.By,
                    At = now,
                    Change = use.Change,
                    Reference = use.Reference,
                },
            ],
        };

    private static ConditionFact Judge(StandingException standing) =>
        standing switch
        {
            { Problems.Count: > 0 } => Refusal(
                standing.Problems,
                ConditionReasons.ExceptionRefused
            ),
            { IsUndecided: true } => new ConditionFact(
                ConditionTypes.Ready,
                null,
                ConditionReasons.TeamSloUnusable,
                $"The TeamSLO {Found.Quote(standing.Slo.Name)} cannot be used; correct what its own status says."
            ),
            _ => new ConditionFact(
                ConditionTypes.Ready,
                true,
                ConditionReasons.Accepted,
                "It was accepted."
            ),
        };

    private static ConditionFact Refusal(IReadOnlyList<Problem> problems, string reason) =>
        new(ConditionTypes.Ready, false, reason, string.Join("\n", problems));
}
