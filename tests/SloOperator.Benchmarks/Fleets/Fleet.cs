using System.Globalization;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Testing.Histories;

namespace SloOperator.Benchmarks.Fleets;

/// <summary>Many teams' services with constant traffic: nothing about their budgets ever changes.</summary>
internal static class Fleet
{
    public const int TeamSlos = 1_000;
    public const int Objectives = 2 * TeamSlos;
    public const string Namespace = "fleet";

    /// <summary>A first reading is many times a steady pass, and a machine with other work may be slow at it.</summary>
    public const string Timeout = "1m";

    /// <summary>What a steady pass reads does not depend on it, and 28 days of the whole fleet are minutes of Prometheus' work before the first.</summary>
    private const string Window = "1d";

    private const decimal RequestsPerMinute = 1_000;
    private const decimal ErrorsPerMinute = 1;

    /// <summary>Before and after <paramref name="now"/>: what is read later was scraped already.</summary>
    public static SeriesHistory History(DateTimeOffset now)
    {
        var history = new SeriesHistory(
            now - TimeSpan.FromHours(4),
            now + TimeSpan.FromMinutes(45)
        );
        for (int number = 0; number < TeamSlos; number++)
        {
            AddService(history, AppOf(number));
        }

        return history;
    }

    public static void AddService(SeriesHistory history, string app)
    {
        history
            .Counter("http_requests_total", ("app", app), ("code", "200"))
            .StartingFrom(1_000)
            .PerMinute(RequestsPerMinute - ErrorsPerMinute);
        history
            .Counter("http_requests_total", ("app", app), ("code", "500"))
            .StartingFrom(1_000)
            .PerMinute(ErrorsPerMinute);
    }

    public static IEnumerable<TeamSlo> Resources() =>
        Enumerable.Range(0, TeamSlos).Select(number => Resource(AppOf(number)));

    public static TeamSlo Resource(
        string ns,
        string name,
        string app,
        IReadOnlyList<string> objectives
    ) =>
        new()
        {
            ApiVersion = $"{ResourceKinds.Group}/{ResourceKinds.Version}",
            Kind = ResourceKinds.TeamSlo.Kind,
            Metadata = new ObjectMeta { Name = name, Namespace = ns },
            Spec = new TeamSloSpec
            {
                Team = "bench",
                Service = app,
                Objectives =
                [
                    .. objectives.Select((objective, index) => Objective(objective, app, index)),
                ],
            },
        };

    // No two objectives ask the same, else they would share an expression.
    private static ObjectiveSpec Objective(string name, string app, int index) =>
        new()
        {
            Name = name,
            Target = "99",
            Indicator = new IndicatorSpec
            {
                Events = new EventsSpec
                {
                    Errors =
                        $$"""http_requests_total{app="{{app}}",code=~"{{(index == 0 ? "5.." : "5.*")}}"}""",
                    Total =
                        index == 0
                            ? $$"""http_requests_total{app="{{app}}"}"""
                            : $$"""http_requests_total{app="{{app}}",code!="404"}""",
                },
            },
        };

    public static string AppOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"app-{number:0000}");

    private static TeamSlo Resource(string app)
    {
        TeamSlo slo = Resource(Namespace, app, app, ["availability", "server-errors"]);
        return slo with { Spec = slo.Spec! with { Window = new WindowSpec { Rolling = Window } } };
    }
}
