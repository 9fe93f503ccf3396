using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Alerts;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Cli;

/// <summary>The OnCallPolicies of some manifests, evaluated once. What Alertmanager told a running operator is not known here, and said to be unknown.</summary>
/// <param name="Usable">Each as written and as mapped.</param>
/// <param name="Problems">What keeps the others from being so; a line each.</param>
internal sealed record OnCallPass(
    IReadOnlyList<(OnCallPolicy Policy, OnCallTerms Terms)> Usable,
    IReadOnlyList<string> Problems
)
{
    public static OnCallPass Of(ManifestSet manifests, EndpointLookup endpoints)
    {
        var mapper = new OnCallPolicyMapper(endpoints);
        var mapped = manifests
            .OnCallPolicies.Select(located =>
                (located, Policy: located.Object.Value!, Mapping: mapper.Map(located.Object.Value!))
            )
            .ToList();
        return new OnCallPass(
            [
                .. mapped
                    .Where(policy => policy.Mapping.IsUsable)
                    .Select(policy => (policy.Policy, policy.Mapping.Terms!)),
            ],
            [.. mapped.SelectMany(policy => policy.located.Describe(policy.Mapping.Problems))]
        );
    }

    public async Task<IReadOnlyList<(OnCallPolicy Policy, LoadLevel Level)>> RunAsync(
        Func<EndpointOptions, PrometheusClient> open,
        (DateTimeOffset At, TimeProvider Time) clock,
        CancellationToken ct
    )
    {
        var collector = new AlertCollector(open, clock.Time, NullLogger<AlertCollector>.Instance);
        var readings = new PageSources(collector);
        foreach ((OnCallPolicy policy, OnCallTerms terms) in Usable)
        {
            readings.Track(terms, policy.Status?.Webhook);
        }

        await collector.CollectOnceAsync(clock.At, ct);
        return [.. Usable.Select(pair => Assess(pair.Policy, pair.Terms, readings, clock.At))];
    }

    private static (OnCallPolicy Policy, LoadLevel Level) Assess(
        OnCallPolicy policy,
        OnCallTerms terms,
        PageSources readings,
        DateTimeOffset at
    )
    {
        if (readings.Read(terms.Owner) is not { } history)
        {
            return (policy, LoadLevel.Unknown);
        }

        LoadAssessment assessment = LoadAssessor.Assess(terms.Plan, history);
        OnCallPolicyStatus status = OnCallStatusBuilder.Build(
            terms,
            assessment,
            previous: null,
            at
        );
        return (policy with { Status = status }, OnCallConditions.Summary(assessment));
    }
}
