using SloOperator.Resources;

namespace SloOperator.Cli;

/// <summary>A list as kubectl get -o json prints it.</summary>
internal sealed record TeamSloList
{
    public string ApiVersion { get; init; } = $"{ResourceKinds.Group}/{ResourceKinds.Version}";

    public string Kind { get; init; } = "TeamSLOList";

    public required IReadOnlyList<TeamSlo> Items { get; init; }
}
