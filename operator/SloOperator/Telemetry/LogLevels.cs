using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SloOperator.Telemetry;

/// <summary>What a file of log levels says: a JSON object from a logger's category, or the beginning of one, to the least severe level that it logs. Pure.</summary>
internal static class LogLevels
{
    /// <summary>The category of all loggers that no other names.</summary>
    public const string Default = "Default";

    private static readonly string[] Names = Enum.GetNames<LogLevel>();
    private static readonly string Known = string.Join(", ", Names);

    /// <summary>As .NET's logging takes them; false: all that is wrong with the text.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out IReadOnlyDictionary<string, LogLevel>? levels,
        [NotNullWhen(false)] out string? problem
    )
    {
        levels = null;
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind is not JsonValueKind.Object)
            {
                problem =
                    $"it must be a JSON object such as {{\"{Default}\": \"Information\"}}, found {json.RootElement.ValueKind}";
                return false;
            }

            var read = new Dictionary<string, LogLevel>(StringComparer.OrdinalIgnoreCase);
            var problems = new List<string>();
            foreach (JsonProperty line in json.RootElement.EnumerateObject())
            {
                if (LevelOf(line.Value) is { } level)
                {
                    read[line.Name] = level;
                }
                else
                {
                    problems.Add($"{line.Name}: must be one of {Known}, found {line.Value}");
                }
            }

            problem = problems.Count == 0 ? null : string.Join("; ", problems);
            levels = problem is null ? read : null;
            return problem is null;
        }
        catch (JsonException e)
        {
            problem = $"it is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            return false;
        }
    }

    private static LogLevel? LevelOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.String
        && Names.FirstOrDefault(name =>
            string.Equals(name, value.GetString(), StringComparison.OrdinalIgnoreCase)
        )
            is { } known
            ? Enum.Parse<LogLevel>(known)
            : null;
}
