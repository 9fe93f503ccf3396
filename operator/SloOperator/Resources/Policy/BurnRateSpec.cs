namespace SloOperator.Resources.Policy;

/// <summary>Two of the windows that burn rates are published for.</summary>
internal sealed record BurnRateSpec
{
    public string? Short { get; init; }

    public string? Long { get; init; }

    /// <summary>A decimal; 1 spends the budget in exactly one window.</summary>
    public string? Above { get; init; }
}
