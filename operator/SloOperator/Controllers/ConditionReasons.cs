namespace SloOperator.Controllers;

/// <summary>Every reason of a condition or an Event; docs/troubleshooting.md says what to do about each.</summary>
internal static class ConditionReasons
{
    // Ready
    public const string Evaluated = "Evaluated";
    public const string InvalidSpec = "InvalidSpec";
    public const string Usable = "Usable";
    public const string CredentialMissing = "CredentialMissing";
    public const string Accepted = "Accepted";
    public const string ExceptionRefused = "ExceptionRefused";
    public const string TeamSloUnusable = "TeamSloUnusable";

    // News of BudgetExceptions
    public const string ExceptionUsed = "ExceptionUsed";
    public const string ExceptionExpired = "ExceptionExpired";

    // News of the PrometheusRules of TeamSLOs
    public const string RulesRefused = "RulesRefused";
    public const string RulesNotOurs = "RulesNotOurs";

    // News of gates; who was stopped is told to the audit log alone
    public const string GateBypassed = "GateBypassed";
    public const string GateDenied = "GateDenied";

    // DataFresh
    public const string AllMeasured = "AllMeasured";
    public const string ShortHistory = "ShortHistory";
    public const string MetricAbsent = "MetricAbsent";
    public const string Stale = "Stale";
    public const string Inconsistent = "Inconsistent";
    public const string Covered = "Covered";
    public const string LowCoverage = "LowCoverage";

    // BudgetHealthy
    public const string WithinBudget = "WithinBudget";
    public const string NoTraffic = "NoTraffic";
    public const string BudgetExhausted = "BudgetExhausted";
    public const string BudgetUnknown = "BudgetUnknown";
    public const string TooFewEvents = "TooFewEvents";

    // ScheduleValid
    public const string OnShift = "OnShift";
    public const string NobodyOnShift = "NobodyOnShift";

    // LoadWithinLimit, OffHoursWithinLimit
    public const string WithinLimit = "WithinLimit";
    public const string NearLimit = "NearLimit";
    public const string OverLimit = "OverLimit";
    public const string LoadUnknown = "LoadUnknown";

    // NoisyAlerts
    public const string Quiet = "Quiet";
    public const string Noisy = "Noisy";

    // RotationLargeEnough
    public const string EnoughMembers = "EnoughMembers";
    public const string RotationTooSmall = "RotationTooSmall";
    public const string ShiftTooLong = "ShiftTooLong";

    // TicketsDelivered
    public const string Delivered = "Delivered";
    public const string NoTickets = "NoTickets";
    public const string Waiting = "Waiting";
    public const string DeadLetter = "DeadLetter";

    // Reachable
    public const string Answers = "Answers";
    public const string Unreachable = "Unreachable";
}
