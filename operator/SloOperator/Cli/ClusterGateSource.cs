using SloOperator.Gate;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Resources;

namespace SloOperator.Cli;

/// <summary>Reads the TeamSLO from the cluster; whoever may get it needs no other right. Overrides for single classes of changes are the operator's to count, and not seen here.</summary>
internal sealed class ClusterGateSource(ClusterConnection connection) : IGateSource
{
    public async Task<GateAnswer> AskAsync(GateRequest request, CancellationToken ct)
    {
        using HttpClient http = connection.CreateHttpClient(TimeProvider.System);
        var slos = new ResourceApi<TeamSlo>(
            new KubeClient(http, TimeProvider.System),
            ResourceKinds.TeamSlo
        );
        try
        {
            TeamSlo slo =
                await slos.GetAsync(request.Slo, ct)
                ?? throw new CommandException(
                    $"gate {request.Slo}: there is no such TeamSLO in the cluster"
                );
            return GateReading.Of(slo, request.Change, [], TimeProvider.System.GetUtcNow());
        }
        catch (Exception e) when (e is KubeException or HttpRequestException)
        {
            throw new CommandException($"gate {request.Slo}: {e.Message}", ExitCodes.Unreachable);
        }
    }
}
