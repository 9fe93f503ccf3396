using SloOperator.Http;

namespace SloOperator.Pagers;

/// <summary>Everything needed to read one team's pages and shifts, equal by value: an equal one needs no new reader.</summary>
/// <param name="Type">Whose API is spoken.</param>
/// <param name="Url">Absolute; its path is a prefix that is kept, its userinfo is not.</param>
/// <param name="Credential">Where the API token lies, in the operator's namespace.</param>
internal sealed record PagerOptions(PagerType Type, Uri Url, SecretKey Credential)
{
    /// <summary>Whose pages count; the whole account's when empty.</summary>
    public IReadOnlyList<string> TeamIds { get; init; } = [];

    /// <summary>Whose shifts are told; those of the teams when empty.</summary>
    public IReadOnlyList<string> ScheduleIds { get; init; } = [];

    public bool Equals(PagerOptions? other) =>
        other is not null
        && (Type, Url, Credential) == (other.Type, other.Url, other.Credential)
        && TeamIds.SequenceEqual(other.TeamIds)
        && ScheduleIds.SequenceEqual(other.ScheduleIds);

    public override int GetHashCode() =>
        HashCode.Combine(Type, Url, Credential, TeamIds.Count, ScheduleIds.Count);
}
