using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SloOperator.Gate;

/// <summary>What was answered, as a metric.</summary>
internal static class GateCounter
{
    private static readonly Meter Meter = new("SloOperator.Gate");

    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(
        "slo_operator_gate_decisions_total",
        description: "Answers of gates by decision, class of the change and reason; a class that the policy does not name is other, none is empty."
    );

    /// <summary>Whoever asks must not make series: classes are told apart as far as the policy names them.</summary>
    public static void Count(GateAnswer answer) =>
        Decisions.Add(
            1,
            new TagList
            {
                { "decision", answer.Decision },
                {
                    "change",
                    answer.Change is not { } change ? ""
                    : answer.AllowChanges.Contains(change) ? change
                    : "other"
                },
                { "reason", answer.Reason },
            }
        );
}
