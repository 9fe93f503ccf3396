namespace SloOperator.Domain.Tickets;

/// <summary>What happens at the sink when a cause stayed away for the hold.</summary>
public enum RecoveryAction
{
    Comment,
    Close,
    Nothing,
}
