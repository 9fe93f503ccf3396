namespace SloOperator.Resources;

/// <summary>Exactly one of the two.</summary>
internal sealed record AuthSpec
{
    public BearerSpec? Bearer { get; init; }

    public BasicSpec? Basic { get; init; }
}
