namespace SloOperator.Demo;

/// <summary>One running program of the shop; its counters start from zero again at each restart.</summary>
internal sealed class ShopProgram(string app, params IReadOnlyList<DateTimeOffset> restarts)
{
    /// <summary>Requests for each one that the till has.</summary>
    public int Busyness { get; init; } = 1;

    public IReadOnlyList<DateTimeOffset> Restarts => restarts;

    public IReadOnlyList<(string Label, string Value)> Labels =>
        [("app", app), ("instance", $"{app}-1"), ("job", "shop")];
}
