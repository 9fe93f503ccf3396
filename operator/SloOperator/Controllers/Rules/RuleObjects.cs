using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Rules;

namespace SloOperator.Controllers.Rules;

/// <summary>Rules as objects of a cluster, and whose they are.</summary>
internal static class RuleObjects
{
    public const string ManagedBy = "app.kubernetes.io/managed-by";
    public const string OperatorName = "slo-operator";

    private const string Prefix = "slo-";
    private const int LongestName = 253;

    /// <summary>The longest name of a TeamSLO whose rules can have one.</summary>
    public static readonly int LongestOwner = LongestName - Prefix.Length;

    public static ResourceName NameFor(ResourceName slo) => slo with { Name = Prefix + slo.Name };

    /// <summary>Null for a name that no TeamSLO's rules have.</summary>
    public static ResourceName? OwnerOf(ResourceName rule) =>
        rule.Name.StartsWith(Prefix, StringComparison.Ordinal)
            ? rule with
            {
                Name = rule.Name[Prefix.Length..],
            }
            : null;

    /// <summary>Owned by the TeamSLO of this metadata.</summary>
    public static PrometheusRule For(ObjectMeta slo, RuleGroups groups) =>
        Of(
            new ObjectMeta
            {
                Name = NameFor(ResourceName.Of(slo)).Name,
                Namespace = slo.Namespace,
                Labels = Labels(slo.Labels),
                // Of a file there is no uid to refer to.
                OwnerReferences = slo.Uid is { } uid ? [Owner(slo.Name, uid)] : null,
            },
            groups
        );

    public static PrometheusRule Of(ObjectMeta metadata, RuleGroups groups) =>
        new()
        {
            ApiVersion = ResourceKinds.PrometheusRule.ApiVersion,
            Kind = ResourceKinds.PrometheusRule.Kind,
            Metadata = metadata,
            Spec = groups,
        };

    /// <summary>Also when its owner was deleted and made again, and the old rules are not collected yet.</summary>
    public static bool IsKeptFor(ObjectMeta rule, ObjectMeta slo) =>
        (rule.OwnerReferences ?? []).Any(owner =>
            owner.Uid == slo.Uid
            || (
                IsManaged(rule)
                && owner.Kind == ResourceKinds.TeamSlo.Kind
                && owner.Name == slo.Name
            )
        );

    /// <summary>What Prometheus selects rules by, such as release or role: labels without a prefix. Those with one belong to tools, which would take the rules for their own.</summary>
    public static IReadOnlyDictionary<string, string> Labels(
        IReadOnlyDictionary<string, string>? labels
    ) =>
        new SortedDictionary<string, string>(
            (labels ?? new Dictionary<string, string>())
                .Where(label => !label.Key.Contains('/', StringComparison.Ordinal))
                .ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal
        )
        {
            [ManagedBy] = OperatorName,
        };

    private static bool IsManaged(ObjectMeta rule) =>
        rule.Labels?.GetValueOrDefault(ManagedBy) == OperatorName;

    private static OwnerReference Owner(string name, string uid) =>
        new()
        {
            ApiVersion = ResourceKinds.TeamSlo.ApiVersion,
            Kind = ResourceKinds.TeamSlo.Kind,
            Name = name,
            Uid = uid,
            Controller = true,
        };
}
