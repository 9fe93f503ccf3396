namespace SloOperator.Domain.OnCall;

/// <summary>Why Alertmanager sent a group, as it says since version 0.32.</summary>
public enum NotificationReason
{
    /// <summary>Not said, or a word of a later version: the group's own history decides.</summary>
    Unsaid,

    /// <summary>Alertmanager knows of no notification that still stands: somebody is paged.</summary>
    First,

    /// <summary>The group was notified of and something in it changed, or the repeat interval went by: nobody is paged again.</summary>
    FollowUp,
}
