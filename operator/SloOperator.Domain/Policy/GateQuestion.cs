namespace SloOperator.Domain.Policy;

/// <summary>What a verdict means for a change of a named class.</summary>
public static class GateQuestion
{
    /// <summary>The verdict itself when the gate is open, or when nothing opens it for such a change.</summary>
    /// <param name="verdict">The last one.</param>
    /// <param name="allowedChanges">Classes that Deny never stops.</param>
    /// <param name="overrides">Those in force now.</param>
    /// <param name="change">Null: a change of no special class.</param>
    public static GateVerdict Answer(
        GateVerdict verdict,
        IReadOnlyList<string> allowedChanges,
        IReadOnlyList<OverrideFact> overrides,
        string? change
    )
    {
        if (verdict.IsAllowed)
        {
            return verdict;
        }

        if (change is not null && allowedChanges.Contains(change))
        {
            return Open(verdict, GateReasons.AllowedChange) with
            {
                Message = $"Changes of class {change} are never stopped: {verdict.Message}",
            };
        }

        IReadOnlyList<OverrideFact> inForce = InForce(overrides, change);
        bool isOpen =
            verdict.ClosedBy.Count > 0
            && verdict.ClosedBy.All(objective => inForce.Any(one => one.Covers(objective)));
        return isOpen ? Override(verdict, inForce) : verdict;
    }

    /// <summary>A verdict that nobody kept current: what it said is not believed any more, and the policy's <c>onUnknown</c> counts.</summary>
    /// <param name="verdict">The last one.</param>
    /// <param name="validUntil">Since when it is not believed.</param>
    /// <param name="onUnknown">Allow, Warn or Deny.</param>
    public static GateVerdict Outdated(
        GateVerdict verdict,
        DateTimeOffset validUntil,
        GateDecision onUnknown
    ) =>
        Unknown(
            verdict,
            GateReasons.Outdated,
            $"Nothing was decided since {PolicyText.Utc(validUntil)}, until when it was {verdict.Decision} ({verdict.Reason}); onUnknown is {onUnknown}.",
            onUnknown
        ) with
        {
            Since = validUntil,
        };

    private static GateVerdict Unknown(
        GateVerdict verdict,
        string reason,
        string message,
        GateDecision onUnknown
    ) =>
        verdict with
        {
            Decision = GateDecision.Unknown,
            Enforced = GateDecision.Unknown,
            IsAllowed = onUnknown is not GateDecision.Deny,
            Reason = reason,
            Message = message,
            NextRelief = null,
            Exception = null,
            DetailWanted = [],
        };

    /// <summary>Those that let such a change through, by name.</summary>
    internal static IReadOnlyList<OverrideFact> InForce(
        IReadOnlyList<OverrideFact> overrides,
        string? change
    ) =>
        [
            .. overrides
                .Where(one => one.LetsThrough(change))
                .OrderBy(one => one.Name, StringComparer.Ordinal),
        ];

    internal static string Explain(OverrideFact exception, string message) =>
        $"Exception {exception.Name} opens the gate until {PolicyText.Utc(exception.Until)}: {message}";

    private static GateVerdict Override(GateVerdict verdict, IReadOnlyList<OverrideFact> inForce)
    {
        OverrideFact exception = inForce.First(one => one.Covers(verdict.ClosedBy[0]));
        return Open(verdict, GateReasons.GateOverride) with
        {
            Message = Explain(exception, verdict.Message),
            Exception = exception.Name,
        };
    }

    private static GateVerdict Open(GateVerdict verdict, string reason) =>
        verdict with
        {
            Decision = GateDecision.Allow,
            IsAllowed = true,
            Reason = reason,
            NextRelief = null,
            DetailWanted = [],
            ClosedBy = [],
        };
}
