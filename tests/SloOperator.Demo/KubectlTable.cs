using System.Text.Json;
using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Api;
using SloOperator.Store;

namespace SloOperator.Demo;

/// <summary>What <c>kubectl get -A</c> prints of a kind: the columns of the CRD, in kubectl's layout.</summary>
internal sealed class KubectlTable<T>(
    ResourceDefinition<T> definition,
    IReadOnlyList<PrinterColumn> columns
)
    where T : class, IKubernetesObject
{
    private const int Padding = 3;

    public static KubectlTable<T> FromCrd(string path, ResourceDefinition<T> definition)
    {
        ManifestFile file = ManifestReader.ReadFile(path);
        JsonNode crd = JsonNode.Parse(file.Documents.Single().Json.Span)!;
        IEnumerable<JsonNode> columns = crd["spec"]!["versions"]![0]!["additionalPrinterColumns"]!
            .AsArray()
            .OfType<JsonNode>();
        return new KubectlTable<T>(
            definition,
            [
                // The others are for -o wide.
                .. columns
                    .Where(column => column["priority"] is not { } priority || (int)priority == 0)
                    .Select(column => new PrinterColumn(
                        (string)column["name"]!,
                        (string)column["type"]!,
                        (string)column["jsonPath"]!
                    )),
            ]
        );
    }

    public string Text(IReadOnlyList<T> objects, DateTimeOffset now)
    {
        string[][] rows = [Header(), .. objects.Select(one => Row(one, now))];
        int[] widths =
        [
            .. Enumerable
                .Range(0, rows[0].Length)
                .Select(i => rows.Max(row => row[i].Length) + Padding),
        ];
        return string.Concat(
            rows.Select(row =>
                string.Concat(row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd() + "\n"
            )
        );
    }

    private string[] Header() =>
        ["NAMESPACE", "NAME", .. columns.Select(column => column.Name.ToUpperInvariant())];

    private string[] Row(T one, DateTimeOffset now)
    {
        JsonNode resource = JsonSerializer.SerializeToNode(one, definition.TypeInfo)!;
        return
        [
            one.Metadata.Namespace ?? "",
            one.Metadata.Name ?? "",
            .. columns.Select(column => column.Cell(resource, now)),
        ];
    }
}
