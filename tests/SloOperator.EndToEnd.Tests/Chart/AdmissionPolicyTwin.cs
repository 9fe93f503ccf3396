using System.Text.Json.Nodes;

namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>What each expression of the chart's ValidatingAdmissionPolicy means, in C#: no API server here knows the kind, so that only a twin says whether they are right.</summary>
/// <param name="Workload">As it is to be.</param>
/// <param name="Old">As it is.</param>
/// <param name="Slo">One TeamSLO of its namespace.</param>
internal sealed record AdmissionPolicyTwin(JsonObject Workload, JsonObject Old, JsonObject Slo)
{
    private const string SloLabel = "slo-operator.dev/team-slo";
    private const string ChangeAnnotation = "slo-operator.dev/change";

    public bool TemplateChanges =>
        !JsonNode.DeepEquals(Workload["spec"]!["template"], Old["spec"]!["template"]);

    public string Change =>
        Workload["metadata"]!["annotations"]?[ChangeAnnotation]?.GetValue<string>() ?? "";

    public bool IsNamed => Name == Workload["metadata"]!["labels"]![SloLabel]!.GetValue<string>();

    public bool IsClosed => Gate?["allowed"]?.GetValue<bool>() is false;

    public bool Passes =>
        Gate?["allowChanges"] is JsonArray classes
        && classes.Any(each => each!.GetValue<string>() == Change);

    public bool IsAllowed => !IsNamed || !IsClosed || Passes;

    public string Message =>
        $"The gate of TeamSLO {Name} is closed ({Gate!["reason"]}). Only a change of a class that its policy always lets through, such as a rollback, passes with the annotation {ChangeAnnotation}.";

    /// <summary>Who went through a closed gate; null: nobody did.</summary>
    public string? Audited => IsNamed && IsClosed && Change.Length > 0 ? Change : null;

    private string Name => Slo["metadata"]!["name"]!.GetValue<string>();

    private JsonNode? Gate => Slo["status"]?["gate"];

    public override string ToString() => $"{Workload.ToJsonString()} {Slo.ToJsonString()}";

    /// <summary>What the expression of this place is to come to.</summary>
    public object? Of(string expression) =>
        expression switch
        {
            "matchConditions.template-changes" => TemplateChanges,
            "variables.change" => Change,
            "variables.named" => IsNamed,
            "variables.closed" => IsClosed,
            "variables.passes" => Passes,
            "validations.0" => IsAllowed,
            "validations.0.message" => Message,
            "auditAnnotations.change" => Audited,
            _ => throw new ArgumentOutOfRangeException(
                nameof(expression),
                expression,
                "has no twin"
            ),
        };
}
