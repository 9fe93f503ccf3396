namespace SloOperator.Resources.OnCall;

internal sealed record RotationSpec
{
    /// <summary>Weekly or Daily.</summary>
    public string? Type { get; init; }

    /// <summary>"Mon 09:00" of a weekly rotation, "09:00" of a daily one.</summary>
    public string? Handoff { get; init; }

    /// <summary>An ISO date; the first handoff is the first on or after it.</summary>
    public string? Start { get; init; }

    /// <summary>In the order of their turns.</summary>
    public IReadOnlyList<string?>? Members { get; init; }
}
