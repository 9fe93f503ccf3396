using System.Text.Json;
using SloOperator.Resources;

namespace SloOperator.Cli;

/// <summary>A list as kubectl get -o json prints it.</summary>
internal sealed record ObjectList
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required IReadOnlyList<JsonElement> Items { get; init; }

    /// <summary>Of one kind a list of that kind, else a List.</summary>
    public static ObjectList Of(IReadOnlyList<string> kinds, IReadOnlyList<JsonElement> items) =>
        kinds is [{ } only]
            ? new ObjectList
            {
                ApiVersion = $"{ResourceKinds.Group}/{ResourceKinds.Version}",
                Kind = $"{only}List",
                Items = items,
            }
            : new ObjectList
            {
                ApiVersion = "v1",
                Kind = "List",
                Items = items,
            };
}
