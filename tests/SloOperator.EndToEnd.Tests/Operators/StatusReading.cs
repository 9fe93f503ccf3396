using System.Globalization;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.EndToEnd.Tests.Operators;

/// <summary>Reads a status as a person would.</summary>
internal static class StatusReading
{
    public static ObjectiveStatus Only(this TeamSloStatus status) =>
        status.Objectives.ShouldNotBeNull().ShouldHaveSingleItem();

    public static ObjectiveStatus Objective(this TeamSloStatus status, string name) =>
        status.Objectives.ShouldNotBeNull().Single(objective => objective.Name == name);

    /// <summary>Status and reason, such as "False/Stale".</summary>
    public static string ConditionOf(this TeamSloStatus status, string type)
    {
        Condition condition = status.Find(type);
        return $"{condition.Status}/{condition.Reason}";
    }

    public static string MessageOf(this TeamSloStatus status, string type) =>
        status.Find(type).Message;

    public static decimal Remaining(this ObjectiveStatus objective) =>
        decimal.Parse(
            objective.BudgetRemaining.ShouldNotBeNull(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );

    private static Condition Find(this TeamSloStatus status, string type) =>
        status.Conditions.ShouldNotBeNull().Single(condition => condition.Type == type);
}
