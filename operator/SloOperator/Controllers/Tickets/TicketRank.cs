using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>Who goes first when many wait: the most urgent, of those the oldest.</summary>
internal readonly record struct TicketRank(
    TicketPriority Priority,
    DateTimeOffset FirstSeen,
    string Name
) : IComparable<TicketRank>
{
    public int CompareTo(TicketRank other)
    {
        int order = Priority.CompareTo(other.Priority);
        order = order != 0 ? order : FirstSeen.CompareTo(other.FirstSeen);
        return order != 0 ? order : string.CompareOrdinal(Name, other.Name);
    }

    public static bool operator <(TicketRank left, TicketRank right) => left.CompareTo(right) < 0;

    public static bool operator >(TicketRank left, TicketRank right) => left.CompareTo(right) > 0;

    public static bool operator <=(TicketRank left, TicketRank right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TicketRank left, TicketRank right) => left.CompareTo(right) >= 0;
}
