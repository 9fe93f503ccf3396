using System.Security.Cryptography;
using System.Text;

namespace SloOperator.Domain.OnCall;

/// <summary>What Alertmanager tells a receiver of one group of alerts.</summary>
public sealed record GroupNotification
{
    /// <summary>Alertmanager's name for the route and the labels it groups by; the same from every replica of it.</summary>
    public required string GroupKey { get; init; }

    /// <summary>What repeats of its incidents are told by.</summary>
    public required string IncidentKey { get; init; }

    /// <summary>False once every alert of the group is resolved.</summary>
    public required bool IsFiring { get; init; }

    public required IReadOnlyList<GroupAlert> Alerts { get; init; }

    /// <summary>How many alerts of the group are not among <see cref="Alerts"/>, because the receiver takes only so many.</summary>
    public int Truncated { get; init; }

    public NotificationReason Reason { get; init; }

    /// <summary>A digest of the group key, which can be as long as its routes are deep.</summary>
    public string Group =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GroupKey)).AsSpan(0, 16));

    public IEnumerable<GroupAlert> Firing => Alerts.Where(alert => alert.IsFiring);
}
