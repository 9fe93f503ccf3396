using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers;

/// <summary>
/// Which notifications woke somebody. A person is woken by the first notification of an incident and not by its repeats;
/// an escalation to another person wakes that one. What comes within a minute after another waking of the same person is
/// the same one, so a storm is one for as long as it lasts: so much is told from one minute before alone, and ranges add up.
/// </summary>
internal static class Wakings
{
    /// <summary>The phone that rings again within so long rings into the same waking.</summary>
    public static TimeSpan Collapse { get; } = TimeSpan.FromSeconds(60);

    /// <param name="notifications">All of the range and of <see cref="Collapse"/> before it.</param>
    /// <param name="told">Who was told of which incident earlier than that.</param>
    /// <param name="range">Wakings in it are returned, sorted by time.</param>
    public static IReadOnlyList<Notification> Of(
        IEnumerable<Notification> notifications,
        IReadOnlySet<(string Incident, string Person)> told,
        TimeRange range
    ) =>
        [
            .. Firsts(notifications)
                .Where(first => !told.Contains((first.Incident, first.Person)))
                .GroupBy(first => first.Person, StringComparer.Ordinal)
                .SelectMany(Apart)
                .Where(waking => range.Contains(waking.At))
                .OrderBy(waking => waking.At)
                .ThenBy(waking => waking.Incident, StringComparer.Ordinal)
                .ThenBy(waking => waking.Person, StringComparer.Ordinal),
        ];

    private static IEnumerable<Notification> Firsts(IEnumerable<Notification> notifications) =>
        notifications.GroupBy(n => (n.Incident, n.Person)).Select(same => same.MinBy(n => n.At)!);

    private static IEnumerable<Notification> Apart(IEnumerable<Notification> ofOnePerson)
    {
        DateTimeOffset? last = null;
        foreach (
            Notification next in ofOnePerson
                .OrderBy(n => n.At)
                .ThenBy(n => n.Incident, StringComparer.Ordinal)
        )
        {
            if (last is null || next.At - last >= Collapse)
            {
                yield return next;
            }

            last = next.At;
        }
    }
}
