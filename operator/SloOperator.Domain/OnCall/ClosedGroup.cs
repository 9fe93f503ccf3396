namespace SloOperator.Domain.OnCall;

/// <summary>A group that has just been resolved: for a few minutes another replica may still tell that it fires.</summary>
/// <param name="Group">As <see cref="GroupNotification.Group"/>.</param>
/// <param name="Ended">When the last of its alerts ended.</param>
/// <param name="ClosedAt">When that was heard.</param>
public sealed record ClosedGroup(string Group, DateTimeOffset Ended, DateTimeOffset ClosedAt);
