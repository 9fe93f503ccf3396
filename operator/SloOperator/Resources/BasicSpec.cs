namespace SloOperator.Resources;

/// <summary>The user, and where the password is: a key of a Secret in the operator's namespace.</summary>
internal sealed record BasicSpec
{
    public string? Username { get; init; }

    public string? Secret { get; init; }

    public string? Key { get; init; }
}
