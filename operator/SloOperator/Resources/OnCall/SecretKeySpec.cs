namespace SloOperator.Resources.OnCall;

/// <summary>A key of a Secret in the operator's namespace.</summary>
internal sealed record SecretKeySpec
{
    public string? Name { get; init; }

    public string? Key { get; init; }
}
