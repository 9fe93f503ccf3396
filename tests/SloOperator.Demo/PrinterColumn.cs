using System.Globalization;
using System.Text.Json.Nodes;

namespace SloOperator.Demo;

/// <summary>A column that a CRD asks kubectl to print.</summary>
internal sealed record PrinterColumn(string Name, string Type, string JsonPath)
{
    /// <summary>Only plain member paths, which is all that the CRD uses; empty when there is nothing, as kubectl has it.</summary>
    public string Cell(JsonNode resource, DateTimeOffset now)
    {
        JsonNode? node = resource;
        foreach (string member in JsonPath.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node?[member];
        }

        string text = node?.ToString() ?? "";
        return Type is "date" && text.Length > 0
            ? KubectlAge.Text(now - DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))
            : text;
    }
}
