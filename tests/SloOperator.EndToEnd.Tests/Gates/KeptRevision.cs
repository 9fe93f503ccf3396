using System.Text.Json.Nodes;

namespace SloOperator.EndToEnd.Tests.Gates;

/// <summary>What a controller leaves of a version of a workload, as there are no controllers beside the API server of these tests.</summary>
internal static class KeptRevision
{
    private const string Hash = "pod-template-hash";

    /// <summary>Of a Deployment: a ReplicaSet of its first revision, with this image.</summary>
    public static string ReplicaSet(JsonNode deployment, string image)
    {
        JsonNode template = TemplateOf(deployment, image);
        template["metadata"]!["labels"]![Hash] = "1";
        JsonObject labels = template["metadata"]!["labels"]!.DeepClone().AsObject();
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = Metadata(
                deployment,
                labels,
                new JsonObject { ["deployment.kubernetes.io/revision"] = "1" }
            ),
            ["spec"] = new JsonObject
            {
                ["replicas"] = 0,
                ["selector"] = new JsonObject { ["matchLabels"] = labels.DeepClone() },
                ["template"] = template,
            },
        }.ToJsonString();
    }

    /// <summary>Of a StatefulSet: a ControllerRevision of its first revision, with this image.</summary>
    public static string ControllerRevision(JsonNode statefulSet, string image)
    {
        JsonNode template = TemplateOf(statefulSet, image);
        JsonObject labels = template["metadata"]!["labels"]!.DeepClone().AsObject();
        template["$patch"] = "replace";
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ControllerRevision",
            ["metadata"] = Metadata(statefulSet, labels, []),
            ["revision"] = 1,
            ["data"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = template } },
        }.ToJsonString();
    }

    private static JsonNode TemplateOf(JsonNode workload, string image)
    {
        JsonNode template = workload["spec"]!["template"]!.DeepClone();
        template["spec"]!["containers"]![0]!["image"] = image;
        return template;
    }

    private static JsonObject Metadata(JsonNode owner, JsonObject labels, JsonObject annotations) =>
        new()
        {
            ["name"] = $"{owner["metadata"]!["name"]}-1",
            ["namespace"] = owner["metadata"]!["namespace"]!.DeepClone(),
            ["labels"] = labels,
            ["annotations"] = annotations,
            ["ownerReferences"] = new JsonArray(
                new JsonObject
                {
                    ["apiVersion"] = "apps/v1",
                    ["kind"] = owner["kind"]!.DeepClone(),
                    ["name"] = owner["metadata"]!["name"]!.DeepClone(),
                    ["uid"] = owner["metadata"]!["uid"]!.DeepClone(),
                    ["controller"] = true,
                }
            ),
        };
}
