using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SloOperator.Kubernetes.Admission;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate.Admission;

/// <summary>A new version of a workload that names a TeamSLO. Pure.</summary>
/// <param name="Workload">Such as deployments payments/checkout.</param>
/// <param name="Slo">Whose gate it must pass, of the workload's own namespace.</param>
/// <param name="Change">As the annotation names it; null: it does not.</param>
/// <param name="Before">Digest of the pod template that runs.</param>
/// <param name="After">Of the one that is to run.</param>
internal sealed record WorkloadChange(
    string Workload,
    ResourceName Slo,
    string? Change,
    string Before,
    string After
)
{
    /// <summary>On a workload: the name of its TeamSLO.</summary>
    public const string SloLabel = "slo-operator.dev/team-slo";

    /// <summary>On a workload: the class of the change that is made with it.</summary>
    public const string ChangeAnnotation = "slo-operator.dev/change";

    private const int DigestDigits = 16;

    /// <summary>Null: nothing that a gate has to do with, such as a scaling, a creation, a deletion, a status or a workload without a label.</summary>
    public static WorkloadChange? Of(AdmissionRequest request)
    {
        if (
            request.Operation != "UPDATE"
            || !string.IsNullOrEmpty(request.SubResource)
            || request.Object is not { } after
            || request.OldObject is not { } before
            || Text(after, "metadata", "labels", SloLabel) is not { Length: > 0 } slo
            || Find(after, "spec", "template") is not { } template
            || Find(before, "spec", "template") is not { } old
        )
        {
            return null;
        }

        (string from, string to) = (DigestOf(old), DigestOf(template));
        return from == to
            ? null
            : new WorkloadChange(
                $"{request.Resource?.Resource} {request.Namespace}/{request.Name}",
                new ResourceName(request.Namespace, slo),
                Text(after, "metadata", "annotations", ChangeAnnotation) is { Length: > 0 } change
                    ? change
                    : null,
                from,
                to
            );
    }

    /// <summary>The server writes both halves of a question alike: fields in their order, maps sorted.</summary>
    private static string DigestOf(JsonElement template) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template.GetRawText())))[
            ..DigestDigits
        ];

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
