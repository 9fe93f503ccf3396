using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Api;
using SloOperator.Soak.Following;

namespace SloOperator.Soak.Kinds;

/// <summary>One of the kinds that are written and followed.</summary>
/// <param name="Definition">How it is written, whatever type it is followed as.</param>
/// <param name="Body">The part of an object that carries the value.</param>
/// <param name="Follow">Follows it as the type a program would use.</param>
internal sealed record SoakKind(
    ResourceDefinition<PlainObject> Definition,
    Func<string, JsonObject> Body,
    Func<FollowOptions, IFollower> Follow
)
{
    public override string ToString() => Definition.Kind;

    public PlainObject Build(
        ResourceName name,
        IReadOnlyDictionary<string, string> labels,
        string value
    )
    {
        PlainObject bare = new()
        {
            ApiVersion = Definition.ApiVersion,
            Kind = Definition.Kind,
            Metadata = new ObjectMeta
            {
                Name = name.Name,
                Namespace = name.Namespace,
                Labels = labels,
            },
        };
        return HasData ? bare with { Data = Body(value) } : bare with { Spec = Body(value) };
    }

    /// <summary>Changes the value and nothing else.</summary>
    public Patch Change(string value) =>
        Patch.Merge(
            System.Text.Encoding.UTF8.GetBytes(
                new JsonObject { [HasData ? "data" : "spec"] = Body(value) }.ToJsonString()
            )
        );

    private bool HasData => Definition.Group.Length == 0;
}
