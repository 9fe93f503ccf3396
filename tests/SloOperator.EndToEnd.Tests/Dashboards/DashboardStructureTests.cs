namespace SloOperator.EndToEnd.Tests.Dashboards;

public sealed class DashboardStructureTests
{
    public static TheoryData<string> Names => [.. Dashboard.Names];

    [Fact]
    public void Links_to_the_dashboards_stay_good() =>
        Dashboard
            .Names.Select(name => Dashboard.Read(name).Uid)
            .ShouldBe(["slo-operator-managers", "slo-operator-engineers"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_of_panels_are_unique(string name) =>
        Dashboard.Read(name).All.Select(panel => panel.Id).ShouldBeUnique();

    [Theory]
    [MemberData(nameof(Names))]
    public void No_panel_covers_another_or_leaves_the_grid_of_24_columns(string name)
    {
        IReadOnlyList<DashboardPanel> panels = Dashboard.Read(name).All;

        panels
            .SelectMany((one, index) => panels.Skip(index + 1).Select(other => (one, other)))
            .Where(pair => pair.one.Overlaps(pair.other))
            .Select(pair => $"{pair.one.Title} and {pair.other.Title}")
            .ShouldBeEmpty();
        panels.ShouldAllBe(panel => panel.Grid.X >= 0 && panel.Grid.X + panel.Grid.Width <= 24);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_panel_says_what_it_shows_and_in_which_unit(string name)
    {
        IReadOnlyList<DashboardPanel> panels = Dashboard.Read(name).Panels;

        panels
            .Where(panel => panel.Description.Length < 20 || panel.Unit.Length == 0)
            .Select(panel => panel.Title)
            .ShouldBeEmpty();
        panels.Select(panel => panel.Title).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_is_chosen_by_datasource_namespace_team_and_criticality(string name)
    {
        Dashboard board = Dashboard.Read(name);

        board.Variables.Keys.ShouldBe(["datasource", "namespace", "team", "criticality"]);
        board.Panels.ShouldAllBe(panel =>
            panel.Json["datasource"]!["uid"]!.GetValue<string>() == "${datasource}"
        );
        // A ticket has no criticality; what is the operator's own has none of the three.
        board
            .Panels.SelectMany(panel => panel.Written)
            .Where(expression => expression.Contains("namespace=~", StringComparison.Ordinal))
            .Where(expression => !expression.Contains(",criticality=~", StringComparison.Ordinal))
            .SelectMany(ExportedMetrics.In)
            .ShouldBeSubsetOf(["slo_operator_oldest_open_ticket_seconds"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_metric_is_one_that_the_program_exports(string name)
    {
        Dashboard board = Dashboard.Read(name);

        board
            .Panels.SelectMany(panel => panel.Written)
            .Concat(board.Variables.Values)
            .SelectMany(ExportedMetrics.In)
            .Where(metric => !ExportedMetrics.Names.Contains(metric))
            .ShouldBeEmpty();
    }
}
