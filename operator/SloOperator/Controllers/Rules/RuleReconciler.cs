using System.Collections.Concurrent;
using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.Rules;

namespace SloOperator.Controllers.Rules;

/// <summary>One TeamSLO's PrometheusRule: made, put right after an edit, and left alone where the name is somebody else's. The cluster collects it with its owner.</summary>
internal sealed partial class RuleReconciler(
    IResourceStore<TeamSlo> slos,
    TeamSloMapper mapper,
    IRuleStore rules,
    IEventSink events,
    ILogger<RuleReconciler> log
) : IReconciler<ResourceName>
{
    /// <summary>What is not marked as ours is not watched, so it is looked at again.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    /// <summary>The store may be behind once; somebody who writes all the time is left to a retry.</summary>
    private const int MostAttempts = 3;

    private readonly ConcurrentDictionary<ResourceName, string> _told = new();

    public async ValueTask<ReconcileResult> ReconcileAsync(ResourceName key, CancellationToken ct)
    {
        if (slos.Find(key) is not { } found || found.Metadata.DeletionTimestamp is not null)
        {
            _told.TryRemove(key, out _);
            return new ReconcileResult.Done();
        }

        // A spec that cannot be used is the other controller's to tell of; rules of before stay, for old alerts are better than none.
        if (
            found.Value is not { } slo
            || mapper.Map(slo) is not { IsUsable: true, Objectives: { } usable }
        )
        {
            return new ReconcileResult.Done();
        }

        RuleMapping mapping = RuleMapper.Map(usable);
        if (!mapping.IsUsable)
        {
            string problems = string.Join("\n", mapping.Problems);
            Tell(slo, ConditionReasons.RulesRefused, $"No rules are kept: {problems}");
            return new ReconcileResult.Stalled(problems);
        }

        return await KeepAsync(slo, RuleObjects.For(slo.Metadata, mapping.Groups), ct);
    }

    private async Task<ReconcileResult> KeepAsync(
        TeamSlo slo,
        PrometheusRule wanted,
        CancellationToken ct
    )
    {
        ResourceName name = ResourceName.Of(wanted.Metadata);
        KeptRule? current = rules.Find(name);
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            current ??= await rules.ReadAsync(name, ct);
            if (current is not null && !RuleObjects.IsKeptFor(current.Metadata, slo.Metadata))
            {
                Tell(
                    slo,
                    ConditionReasons.RulesNotOurs,
                    $"No rules are kept: the PrometheusRule {name} is there and belongs to somebody else; rename or delete it"
                );
                return new ReconcileResult.Done(LookAgain);
            }

            if (IsAsWanted(current, wanted) || await WriteAsync(wanted, current, ct))
            {
                _told.TryRemove(ResourceName.Of(slo.Metadata), out _);
                return new ReconcileResult.Done();
            }

            current = null;
        }

        return new ReconcileResult.Retry(
            new InvalidOperationException($"Writing the PrometheusRule {name}: it kept changing.")
        );
    }

    private async Task<bool> WriteAsync(
        PrometheusRule wanted,
        KeptRule? current,
        CancellationToken ct
    )
    {
        ResourceName name = ResourceName.Of(wanted.Metadata);
        if (current is null)
        {
            bool isMade = await rules.CreateAsync(wanted, ct);
            if (isMade)
            {
                LogMade(log, name);
            }

            return isMade;
        }

        bool isWritten = await rules.ReplaceAsync(
            wanted with
            {
                Metadata = Join(current.Metadata, wanted.Metadata),
            },
            ct
        );
        if (isWritten)
        {
            LogPutRight(log, name);
        }

        return isWritten;
    }

    private static bool IsAsWanted(KeptRule? current, PrometheusRule wanted) =>
        current is not null
        && wanted.Metadata.Labels!.All(label =>
            current.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value
        )
        && (current.Metadata.OwnerReferences ?? []).Contains(wanted.Metadata.OwnerReferences![0])
        && current.SpecHash
            == SpecHash.Of(
                JsonSerializer.SerializeToNode(wanted.Spec, ResourceJson.Default.RuleGroups)
            );

    /// <summary>What others put on it stays, but for owners of its kind: a TeamSLO made anew is another.</summary>
    private static ObjectMeta Join(ObjectMeta current, ObjectMeta wanted) =>
        current with
        {
            Labels = new Dictionary<string, string>(
                (current.Labels ?? new Dictionary<string, string>())
                    .Where(label => !wanted.Labels!.ContainsKey(label.Key))
                    .Concat(wanted.Labels!),
                StringComparer.Ordinal
            ),
            OwnerReferences =
            [
                .. (current.OwnerReferences ?? []).Where(owner =>
                    owner.Kind != wanted.OwnerReferences![0].Kind
                ),
                .. wanted.OwnerReferences!,
            ],
        };

    /// <summary>Once, until it is another or over.</summary>
    private void Tell(TeamSlo slo, string reason, string note)
    {
        ResourceName name = ResourceName.Of(slo.Metadata);
        if (_told.GetValueOrDefault(name) != note)
        {
            _told[name] = note;
            events.Record(slo, isWarning: true, reason, note);
        }
    }

    [LoggerMessage(LogLevel.Information, "Made the PrometheusRule {Rule}")]
    private static partial void LogMade(ILogger log, ResourceName rule);

    [LoggerMessage(LogLevel.Information, "Put the PrometheusRule {Rule} right")]
    private static partial void LogPutRight(ILogger log, ResourceName rule);
}
