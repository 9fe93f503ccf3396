namespace SloOperator.Resources.Rules;

/// <summary>Exactly one of <see cref="Record"/> and <see cref="Alert"/>.</summary>
internal sealed record Rule
{
    /// <summary>Name of the series it makes.</summary>
    public string? Record { get; init; }

    public string? Alert { get; init; }

    public required string Expr { get; init; }

    /// <summary>How long it must hold before it fires, a Prometheus duration; null: not at all.</summary>
    public string? For { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
