using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Controllers.OnCall;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;
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
        var mapper = new OnCallPolicyMapper(endpoints, manifests.FindPolicy);
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
        PassContext context,
        CancellationToken ct
    )
    {
        var alerts = new AlertCollector(
            context.Open,
            context.Time,
            NullLogger<AlertCollector>.Instance
        );
        using var readers = new PagerReaders(context.Secrets, context.Time, allowPrivate: false);
        var pagers = new PagerCollector(
            readers.For,
            context.Time,
            NullLogger<PagerCollector>.Instance
        );
        var sources = new PageSources(
            alerts,
            pagers,
            new WebhookInbox(context.Secrets, context.Time)
        );
        foreach (
            (_, OnCallTerms terms) in Usable.Where(pair =>
                pair.Terms.Source is not PageSource.Webhook
            )
        )
        {
            sources.Track(terms, kept: null);
        }

        await alerts.CollectOnceAsync(context.At, ct);
        await pagers.CollectOnceAsync(context.At, ct);
        return [.. Usable.Select(pair => Assess(pair.Policy, pair.Terms, sources, context.At))];
    }

    private static (OnCallPolicy Policy, LoadLevel Level) Assess(
        OnCallPolicy policy,
        OnCallTerms terms,
        PageSources sources,
        DateTimeOffset at
    )
    {
        if (sources.Read(terms.Owner) is not { History: var history })
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
