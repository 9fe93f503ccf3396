using System.Text.Json;
using SloOperator.Gate;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>Reads the status that a standalone operator keeps for its folder; nothing is written.</summary>
internal sealed class FolderGateSource(string folder) : IGateSource
{
    public Task<GateAnswer> AskAsync(GateRequest request, CancellationToken ct)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Decoded<TeamSlo> found =
            ManifestSet
                .Load(folder, now)
                .Slos.Select(located => located.Object)
                .FirstOrDefault(slo => slo.Name == request.Slo)
            ?? throw new CommandException(
                $"gate {request.Slo}: there is no such TeamSLO in {folder}"
            );
        return Task.FromResult(
            GateReading.Of(
                (found.Value ?? new TeamSlo { Metadata = found.Metadata }) with
                {
                    Status = StatusOf(request.Slo),
                },
                request.Change,
                [],
                now
            )
        );
    }

    private TeamSloStatus? StatusOf(ResourceName slo)
    {
        ResourceDefinition<TeamSlo> kind = ResourceKinds.TeamSlo;
        var states = new StatusFolder(
            Path.Combine(folder, ManifestFolder.StateName, kind.Plural),
            kind.ApiVersion,
            kind.Kind
        );
        return states.Read(slo)?.Status is { } json
            ? JsonSerializer.Deserialize(json.Span, ResourceJson.Default.TeamSloStatus)
            : null;
    }
}
