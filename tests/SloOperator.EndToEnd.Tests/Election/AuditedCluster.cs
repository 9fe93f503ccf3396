using System.Text.Json;
using SloOperator.EndToEnd.Tests.Resilience;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Election;

/// <summary>A cluster whose API server writes down who asked it to change something, and when.</summary>
public sealed class AuditedCluster : OwnCluster
{
    private const string Policy = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [ResponseStarted, ResponseComplete, Panic]
        rules:
        - level: Metadata
          verbs: [create, update, patch, delete]
        - level: None
        """;

    private readonly TemporaryFolder _folder = new();

    protected override ControlPlaneOptions Options
    {
        get
        {
            File.WriteAllText(_folder.File("policy.yaml"), Policy);
            return new ControlPlaneOptions
            {
                ApiServerFlags =
                [
                    $"--audit-policy-file={_folder.File("policy.yaml")}",
                    $"--audit-log-path={_folder.File("audit.log")}",
                ],
            };
        }
    }

    /// <summary>When the API server received the user's requests that change anything, in its own order.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> WritesOfAsync(string user)
    {
        // Shared: the server still writes to it.
        await using FileStream file = new(
            _folder.File("audit.log"),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        using StreamReader lines = new(file);
        List<DateTimeOffset> received = [];
        while (await lines.ReadLineAsync() is { } line)
        {
            JsonElement request = JsonDocument.Parse(line).RootElement;
            if (request.GetProperty("user").GetProperty("username").GetString() == user)
            {
                received.Add(request.GetProperty("requestReceivedTimestamp").GetDateTimeOffset());
            }
        }

        return received;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
