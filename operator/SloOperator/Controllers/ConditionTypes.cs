namespace SloOperator.Controllers;

/// <summary>The conditions the operator writes.</summary>
internal static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string DataFresh = "DataFresh";
    public const string BudgetHealthy = "BudgetHealthy";
    public const string DeployAllowed = "DeployAllowed";
    public const string TicketsDelivered = "TicketsDelivered";
    public const string Reachable = "Reachable";
    public const string ScheduleValid = "ScheduleValid";
    public const string LoadWithinLimit = "LoadWithinLimit";
    public const string OffHoursWithinLimit = "OffHoursWithinLimit";
    public const string NoisyAlerts = "NoisyAlerts";
    public const string RotationLargeEnough = "RotationLargeEnough";

    /// <summary>Where True is the bad news; the others promise something.</summary>
    public static bool IsComplaint(string type) => type is NoisyAlerts;
}
