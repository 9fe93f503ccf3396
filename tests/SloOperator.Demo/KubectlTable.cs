using System.Text.Json;
using System.Text.Json.Nodes;
using SloOperator.Resources;
using SloOperator.Store;

namespace SloOperator.Demo;

/// <summary>What <c>kubectl get teamslos -A</c> prints: the columns of the CRD, in kubectl's layout.</summary>
internal sealed class KubectlTable(IReadOnlyList<PrinterColumn> columns)
{
    private const int Padding = 3;

    public static KubectlTable FromCrd(string path)
    {
        ManifestFile file = ManifestReader.ReadFile(path);
        JsonNode crd = JsonNode.Parse(file.Documents.Single().Json.Span)!;
        IEnumerable<JsonNode> columns = crd["spec"]!["versions"]![0]!["additionalPrinterColumns"]!
            .AsArray()
            .OfType<JsonNode>();
        return new KubectlTable([
            // The others are for -o wide.
            .. columns
                .Where(column => column["priority"] is not { } priority || (int)priority == 0)
                .Select(column => new PrinterColumn(
                    (string)column["name"]!,
                    (string)column["type"]!,
                    (string)column["jsonPath"]!
                )),
        ]);
    }

    public string Text(IReadOnlyList<TeamSlo> slos, DateTimeOffset now)
    {
        string[][] rows = [Header(), .. slos.Select(slo => Row(slo, now))];
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

    private string[] Row(TeamSlo slo, DateTimeOffset now)
    {
        JsonNode resource = JsonSerializer.SerializeToNode(slo, ResourceKinds.TeamSlo.TypeInfo)!;
        return
        [
            slo.Metadata.Namespace ?? "",
            slo.Metadata.Name ?? "",
            .. columns.Select(column => column.Cell(resource, now)),
        ];
    }
}
