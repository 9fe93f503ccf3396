using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SloOperator.Kubernetes.Admission;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate.Admission;

/// <summary>A new version of a workload that names a TeamSLO. Pure.</summary>
internal sealed record WorkloadChange
{
    /// <summary>On a workload: the name of its TeamSLO.</summary>
    public const string SloLabel = "slo-operator.dev/team-slo";

    /// <summary>On a workload: the class of the change that is made with it.</summary>
    public const string ChangeAnnotation = "slo-operator.dev/change";

    private const int LongestWorkload = 200;
    private const int DigestDigits = 16;

    /// <summary>The workload's kind, such as deployments.</summary>
    public required string? Resource { get; init; }

    /// <summary>Whose gate it must pass, of the workload's own namespace.</summary>
    public required ResourceName Slo { get; init; }

    /// <summary>Its class as the annotation names it; null: it does not.</summary>
    public required string? Change { get; init; }

    /// <summary>The same for the same version of the same workload: the API server may ask twice about it.</summary>
    public required string Reference { get; init; }

    /// <summary>The workload's uid, by which its revisions name it.</summary>
    public required string Owner { get; init; }

    /// <summary>Labels that its revisions have; null: all of the namespace must be looked at.</summary>
    public required string? Selector { get; init; }

    /// <summary>That is to run.</summary>
    public required PodTemplate Template { get; init; }

    /// <summary>Null: nothing that a gate has to do with, such as a scaling, a creation, a deletion, a status or a workload without a label.</summary>
    public static WorkloadChange? Of(AdmissionRequest request)
    {
        if (
            request.Operation != "UPDATE"
            || !string.IsNullOrEmpty(request.SubResource)
            || request.Object is not { } after
            || request.OldObject is not { } before
            || Text(after, "metadata", "labels", SloLabel) is not { Length: > 0 } slo
            || PodTemplate.Find(after, "spec", "template") is not { } template
            || PodTemplate.Find(before, "spec", "template") is not { } old
            || template.Equals(old)
        )
        {
            return null;
        }

        return new WorkloadChange
        {
            Resource = request.Resource?.Resource,
            Slo = new ResourceName(request.Namespace, slo),
            Change = Text(after, "metadata", "annotations", ChangeAnnotation)
                is { Length: > 0 } change
                ? change
                : null,
            Reference = ReferenceOf(request, after),
            Owner = Text(after, "metadata", "uid") ?? "",
            Selector = SelectorOf(after),
            Template = template,
        };
    }

    private static string ReferenceOf(AdmissionRequest request, JsonElement workload)
    {
        string name = $"{request.Resource?.Resource}/{request.Name}";
        byte[] template = Encoding.UTF8.GetBytes(
            Find(workload, "spec", "template")!.Value.GetRawText()
        );
        string digest = Convert.ToHexStringLower(SHA256.HashData(template))[..DigestDigits];
        return $"{name[..Math.Min(name.Length, LongestWorkload)]}@{digest}";
    }

    /// <summary>Expressions beside the labels only narrow it.</summary>
    private static string? SelectorOf(JsonElement workload) =>
        Find(workload, "spec", "selector", "matchLabels")
            is { ValueKind: JsonValueKind.Object } labels
            ? string.Join(
                ',',
                labels.EnumerateObject().Select(label => $"{label.Name}={label.Value}")
            )
            : null;

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path) =>
        Find(element, path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (
                element.ValueKind != JsonValueKind.Object
                || !element.TryGetProperty(name, out element)
            )
            {
                return null;
            }
        }

        return element;
    }
}
