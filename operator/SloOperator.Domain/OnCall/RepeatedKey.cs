namespace SloOperator.Domain.OnCall;

/// <summary>A key that woke people more than once in the window.</summary>
/// <param name="Key">Of its incidents.</param>
/// <param name="Count">Its incidents; at least 2.</param>
/// <param name="Transient">Those that were over in less than five minutes.</param>
public sealed record RepeatedKey(string Key, int Count, int Transient);
