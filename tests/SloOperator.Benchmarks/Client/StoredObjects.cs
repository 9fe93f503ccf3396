using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SloOperator.Benchmarks.Fleets;
using SloOperator.Benchmarks.Servers;
using SloOperator.Resources;

namespace SloOperator.Benchmarks.Client;

/// <summary>TeamSLOs as a server has them, managed fields and all: some in one namespace, very many in another.</summary>
internal static class StoredObjects
{
    public const string SmallNamespace = "memory-small";
    public const string LargeNamespace = "memory-large";
    public const int Few = 100;
    public const int Many = 20_000;

    public static async Task StoreAsync(BenchCluster cluster)
    {
        await cluster.StoreAsync(Entries(SmallNamespace, Few));
        await cluster.StoreAsync(Entries(LargeNamespace, Many));
    }

    /// <summary>Bytes of one, as it travels.</summary>
    public static int Size => Build(LargeNamespace, 0).Length;

    private static IEnumerable<KeyValuePair<string, byte[]>> Entries(string ns, int count) =>
        Enumerable
            .Range(0, count)
            .Select(number =>
                KeyValuePair.Create(
                    $"/registry/{ResourceKinds.Group}/{ResourceKinds.TeamSlo.Plural}/{ns}/{Name(number)}",
                    Build(ns, number)
                )
            );

    private static string Name(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"service-{number:00000}");

    private static byte[] Build(string ns, int number)
    {
        TeamSlo slo = Fleet.Resource(ns, Name(number), Name(number), ["availability", "latency"]);
        JsonNode json = JsonSerializer.SerializeToNode(slo, ResourceKinds.TeamSlo.TypeInfo)!;
        JsonNode metadata = json["metadata"]!;
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["generation"] = 1;
        metadata["creationTimestamp"] = "2026-01-01T00:00:00Z";
        metadata["managedFields"] = ManagedFields();
        return JsonSerializer.SerializeToUtf8Bytes(json);
    }

    /// <summary>As server-side apply writes them for such a spec.</summary>
    private static JsonNode ManagedFields() =>
        JsonNode.Parse(
            """
            [{"manager": "kubectl", "operation": "Apply", "apiVersion": "slo-operator.dev/v1alpha1",
              "time": "2026-01-01T00:00:00Z", "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {
              "f:objectives": {"k:{\"name\":\"availability\"}": {".": {}, "f:indicator": {"f:events": {"f:errors": {}, "f:total": {}}},
              "f:name": {}, "f:target": {}}, "k:{\"name\":\"latency\"}": {".": {}, "f:indicator": {"f:events": {"f:errors": {},
              "f:total": {}}}, "f:name": {}, "f:target": {}}}, "f:service": {}, "f:team": {}}}}]
            """
        )!;
}
