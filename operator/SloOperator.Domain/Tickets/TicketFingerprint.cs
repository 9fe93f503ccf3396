using System.Security.Cryptography;
using System.Text;

namespace SloOperator.Domain.Tickets;

/// <summary>What makes a ticket the ticket of its cause: never thresholds, labels or configuration, so that an edited policy raises no second one.</summary>
public static class TicketFingerprint
{
    private const int Digits = 16;

    /// <summary>The first 16 hex digits of SHA-256 over the four, each on a line of its own.</summary>
    /// <param name="cluster">Tells clusters that share a sink apart.</param>
    /// <param name="ownerUid">Of the TeamSLO or OnCallPolicy.</param>
    /// <param name="objective">Null: the owner as a whole.</param>
    /// <param name="cause">BudgetLow and BudgetExhausted are one.</param>
    public static string Of(string cluster, string ownerUid, string? objective, TicketCause cause)
    {
        string text = $"{cluster}\n{ownerUid}\n{objective}\n{NameOf(cause)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }

    private static string NameOf(TicketCause cause) =>
        cause is TicketCause.BudgetLow or TicketCause.BudgetExhausted ? "Budget" : cause.ToString();
}
