using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Resources.OnCall;

/// <summary>A usable OnCallPolicy but for what a test writes into it.</summary>
internal static class WrittenPolicy
{
    public const string Alerts = "{prometheus: {selector: 'severity=\"page\"'}}";
    public const string Pager = "{pager: {type: PagerDuty, secret: {name: pd, key: token}}}";
    public const string Webhook = "{alertmanagerWebhook: {}}";

    public const string Weekly =
        "rotation: {type: Weekly, handoff: 'Mon 09:00', start: '2026-01-05', members: [ann, bob]}";

    /// <summary>The fields given take the place of those of their names.</summary>
    public static OnCallPolicy With(params ReadOnlySpan<string> fields)
    {
        Dictionary<string, string> spec = new(StringComparer.Ordinal)
        {
            ["team"] = "a",
            ["source"] = Alerts,
            ["schedule"] = $"{{timeZone: UTC, {Weekly}}}",
        };
        foreach (string field in fields)
        {
            string[] parts = field.Split(": ", 2);
            spec[parts[0]] = parts[1];
        }

        return Written.Policy(
            string.Join('\n', spec.Select(field => $"{field.Key}: {field.Value}"))
        );
    }

    /// <summary>Beside its selector.</summary>
    public static OnCallPolicy WithAlerts(string fields) =>
        With($"source: {{prometheus: {{selector: 'severity=\"page\"', {fields}}}}}");

    public static OnCallPolicy WithSelector(string selector) =>
        With($"source: {{prometheus: {{selector: {SchemaAgreement.Quoted(selector)}}}}}");

    /// <summary>Beside its type and its secret.</summary>
    public static OnCallPolicy WithPager(string fields, string type = "PagerDuty") =>
        With(
            $"source: {{pager: {{type: {type}, secret: {{name: pd, key: token}}, {fields}}}}}",
            "schedule: {timeZone: UTC}"
        );

    /// <summary>Beside its zone.</summary>
    public static OnCallPolicy WithSchedule(string fields) =>
        With($"schedule: {{timeZone: UTC, {fields}}}");

    /// <summary>Beside its zone and its rotation.</summary>
    public static OnCallPolicy WithHours(string fields) => WithSchedule($"{Weekly}, {fields}");

    public static OnCallPolicy WithThreshold(string metric, string threshold) =>
        With($"thresholds: {{{metric}: {threshold}}}");

    public static IReadOnlyList<Problem> Problems(OnCallPolicy policy) =>
        OnCallPolicyValidator.Validate(policy);

    /// <summary>What is not valid is refused for this field alone.</summary>
    public static bool IsValid(OnCallPolicy policy, string path)
    {
        IReadOnlyList<Problem> problems = Problems(policy);
        problems.ShouldAllBe(problem => problem.Path == path);
        return problems.Count == 0;
    }
}
