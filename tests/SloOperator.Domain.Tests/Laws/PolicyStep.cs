using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>What is seen in one pass, so many minutes after the one before.</summary>
internal sealed record PolicyStep(
    int Minutes,
    (
        (decimal Remaining, decimal Burn, Verdict Verdict) Availability,
        (decimal Remaining, decimal Burn, Verdict Verdict) Latency
    ) Objectives,
    LoadLevel Load,
    bool IsNewEvaluation
);
