using System.Text.Json.Nodes;

namespace SloOperator.EndToEnd.Tests.Dashboards;

/// <summary>One panel; expressions as written, and as Prometheus gets them when every variable is "All".</summary>
internal sealed record DashboardPanel(JsonObject Json)
{
    public int Id => (int)Json["id"]!.GetValue<decimal>();

    public string Type => Json["type"]!.GetValue<string>();

    public string Title => Json["title"]!.GetValue<string>();

    public string Description => Json["description"]?.GetValue<string>() ?? "";

    public string Unit => Json["fieldConfig"]?["defaults"]?["unit"]?.GetValue<string>() ?? "";

    public (int X, int Y, int Width, int Height) Grid => (At("x"), At("y"), At("w"), At("h"));

    public IReadOnlyList<string> Written =>
        [.. Json["targets"]!.AsArray().Select(target => target!["expr"]!.GetValue<string>())];

    public IReadOnlyList<string> Expressions =>
        [
            .. Written.Select(expression =>
                expression
                    .Replace("$namespace", ".*", StringComparison.Ordinal)
                    .Replace("$team", ".*", StringComparison.Ordinal)
                    .Replace("$criticality", ".*", StringComparison.Ordinal)
                    .Replace("$__rate_interval", "5m", StringComparison.Ordinal)
                    .Replace("$__range", "1h", StringComparison.Ordinal)
            ),
        ];

    public bool Overlaps(DashboardPanel other) =>
        Grid.X < other.Grid.X + other.Grid.Width
        && other.Grid.X < Grid.X + Grid.Width
        && Grid.Y < other.Grid.Y + other.Grid.Height
        && other.Grid.Y < Grid.Y + Grid.Height;

    private int At(string field) => (int)Json["gridPos"]![field]!.GetValue<decimal>();
}
