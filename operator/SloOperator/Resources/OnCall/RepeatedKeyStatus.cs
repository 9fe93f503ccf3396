namespace SloOperator.Resources.OnCall;

internal sealed record RepeatedKeyStatus
{
    /// <summary>Such as HighLatency/api.</summary>
    public string? Key { get; init; }

    public long? Count { get; init; }

    /// <summary>Those over in less than five minutes.</summary>
    public long? Transient { get; init; }
}
