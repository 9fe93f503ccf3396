namespace SloOperator.Resources.OnCall;

/// <summary>[start, end), RFC 3339 with an offset.</summary>
internal sealed record ShiftSpec
{
    public string? Member { get; init; }

    public string? Start { get; init; }

    public string? End { get; init; }
}
