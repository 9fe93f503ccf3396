using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Controllers.Tickets;

/// <summary>What came of one move.</summary>
/// <param name="Pass">To look at again; null: the ticket is gone.</param>
/// <param name="Result">How the reconcile ends; null: it goes on.</param>
/// <param name="KeepsTurn">It waits for its turn at the sink, or has it and will use it.</param>
internal sealed record TicketStride(
    TicketPass? Pass,
    ReconcileResult? Result = null,
    bool KeepsTurn = false
);
