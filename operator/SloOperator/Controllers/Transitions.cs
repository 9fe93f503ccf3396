using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers;

/// <summary>Which changes between two statuses are news; pure.</summary>
internal static class Transitions
{
    /// <summary>Conditions whose status or reason changed; the first status of an object is only news where it is bad.</summary>
    public static IEnumerable<Condition> Between(
        IReadOnlyList<Condition>? before,
        IReadOnlyList<Condition>? after
    ) => (after ?? []).Where(condition => IsNews(Find(before, condition.Type), condition));

    public static bool IsWarning(Condition condition) => condition.Status != Good(condition);

    private static bool IsNews(Condition? before, Condition after) =>
        before is null
            ? after.Status == Bad(after)
            : before.Status != after.Status || before.Reason != after.Reason;

    private static string Good(Condition condition) =>
        ConditionTypes.IsComplaint(condition.Type) ? "False" : "True";

    private static string Bad(Condition condition) =>
        ConditionTypes.IsComplaint(condition.Type) ? "True" : "False";

    private static Condition? Find(IReadOnlyList<Condition>? conditions, string type) =>
        conditions?.FirstOrDefault(condition => condition.Type == type);
}
