namespace SloOperator.Web;

/// <summary>What Flagger posts to a webhook, as far as it is used; the rest is passed over.</summary>
internal sealed record FlaggerHook
{
    /// <summary>Of the Canary.</summary>
    public string? Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary>Of the new version: the same in every call about it.</summary>
    public string? Checksum { get; init; }

    /// <summary>Written by the team: <c>teamSLO</c> where it is not the Canary's name, and <c>change</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
