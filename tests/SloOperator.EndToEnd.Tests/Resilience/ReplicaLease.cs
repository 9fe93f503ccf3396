using System.Text.Json;
using SloOperator.Testing.Clusters;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Resilience;

/// <summary>The Lease in a namespace, as the API server has it.</summary>
internal sealed record ReplicaLease(string Holder, DateTimeOffset AcquiredAt)
{
    public static async Task<ReplicaLease> ReadAsync(KubectlRunner kubectl, string ns)
    {
        CommandResult found = await kubectl.RunAsync(
            "get",
            "lease",
            "slo-operator",
            "-n",
            ns,
            "-o",
            "json"
        );
        JsonElement spec = JsonDocument.Parse(found.Output).RootElement.GetProperty("spec");
        return new ReplicaLease(
            spec.GetProperty("holderIdentity").GetString()!,
            spec.GetProperty("acquireTime").GetDateTimeOffset()
        );
    }
}
