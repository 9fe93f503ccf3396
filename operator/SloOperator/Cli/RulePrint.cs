using System.Text.Json;
using SloOperator.Controllers.Rules;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Rules;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>The rules of some manifests on stdout: all of them, or none and every reason.</summary>
/// <param name="paths">Files and folders.</param>
/// <param name="asObjects">PrometheusRules instead of a rule file.</param>
/// <param name="withOperator">Alerts on the operator too.</param>
internal sealed class RulePrint(IReadOnlyList<string> paths, bool asObjects, bool withOperator)
{
    /// <summary>Rules are the same whatever the address of their Prometheus.</summary>
    private const string AnyPrometheus = "http://prometheus.invalid";

    private static readonly ObjectMeta OperatorMetadata = new()
    {
        Name = RuleObjects.OperatorName,
        Labels = RuleObjects.Labels(null),
    };

    public int Run(TextWriter output, TextWriter error)
    {
        ManifestSet manifests = ManifestSet.Load(paths, DateTimeOffset.UnixEpoch);
        var sets = new List<(ObjectMeta Metadata, RuleGroups Groups)>();
        IReadOnlyList<string> problems = [.. FindProblems(manifests, sets)];
        if (problems.Count > 0)
        {
            foreach (string problem in problems)
            {
                error.WriteLine(problem);
            }

            return ExitCodes.Usage;
        }

        if (manifests.Slos.Count == 0 && paths.Count > 0)
        {
            throw new CommandException($"-f {string.Join(' ', paths)}: holds no TeamSLO");
        }

        if (withOperator)
        {
            sets.Add((OperatorMetadata, OperatorRules.Groups));
        }

        YamlWriter.Write(asObjects ? Objects(sets) : [File(sets)], output);
        return ExitCodes.Ok;
    }

    private static IEnumerable<string> FindProblems(
        ManifestSet manifests,
        List<(ObjectMeta Metadata, RuleGroups Groups)> sets
    )
    {
        IReadOnlyList<ManifestProblem> unreadable = ManifestChecks.Find(
            manifests,
            // Nothing is raised here, so where it would go does not matter.
            allowPrivateSinks: true
        );
        return unreadable.Count > 0
            ? unreadable.Select(problem => problem.ToString())
            : Map(manifests, sets);
    }

    private static IEnumerable<string> Map(
        ManifestSet manifests,
        List<(ObjectMeta Metadata, RuleGroups Groups)> sets
    )
    {
        // Another endpoint than the default must be at hand: it may enforce matchers, and rules without them would be of other tenants' data.
        var mapper = new TeamSloMapper(
            DefaultEndpoint.StandIn(manifests.FindEndpoint, AnyPrometheus),
            manifests.FindPolicy
        );
        foreach (Located<TeamSlo> located in manifests.Slos)
        {
            TeamSlo slo = located.Object.Value!;
            TeamSloMapping usable = mapper.Map(slo);
            RuleMapping mapping = usable.IsUsable
                ? RuleMapper.Map(usable.Objectives)
                : new RuleMapping(null, usable.Problems);
            if (mapping.IsUsable)
            {
                // A file's uid is made up, and a cluster would collect what an owner it does not have refers to.
                sets.Add((slo.Metadata with { Uid = null }, mapping.Groups));
            }

            foreach (string problem in located.Describe(mapping.Problems))
            {
                yield return problem;
            }
        }
    }

    private static JsonElement File(IEnumerable<(ObjectMeta Metadata, RuleGroups Groups)> sets) =>
        JsonSerializer.SerializeToElement(
            new RuleGroups([.. sets.SelectMany(set => set.Groups.Groups)]),
            ResourceJson.Default.RuleGroups
        );

    private static IReadOnlyList<JsonElement> Objects(
        IEnumerable<(ObjectMeta Metadata, RuleGroups Groups)> sets
    ) =>
        [
            .. sets.Select(set =>
                JsonSerializer.SerializeToElement(
                    set.Metadata == OperatorMetadata
                        ? RuleObjects.Of(set.Metadata, set.Groups)
                        : RuleObjects.For(set.Metadata, set.Groups),
                    ResourceJson.Default.PrometheusRule
                )
            ),
        ];
}
