namespace SloOperator.Resources;

/// <summary>Where the token is: a key of a Secret in the operator's namespace.</summary>
internal sealed record BearerSpec
{
    public string? Secret { get; init; }

    public string? Key { get; init; }
}
