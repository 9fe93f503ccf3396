using System.Globalization;
using SloOperator.Kubernetes.Api;
using SloOperator.Soak.Following;
using SloOperator.Soak.Kinds;
using SloOperator.Testing;

namespace SloOperator.Soak.Endurance;

/// <summary>Churn and faults for a long time, while the processes under them are measured.</summary>
internal sealed class EnduranceRun(TimeSpan length, int seed, Func<string> aside)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Telling = TimeSpan.FromMinutes(1);

    /// <summary>Longer than a watch lives: one that the server has forgotten ends only then.</summary>
    private static readonly TimeSpan SettleDeadline = TimeSpan.FromMinutes(12);

    private readonly long _begun = TimeProvider.System.GetTimestamp();

    /// <summary>A quarter of the run: code is compiled, and compiled again; pools and caches fill.</summary>
    private TimeSpan WarmUp => length / 4;

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_begun);

    /// <summary>True when every limit holds.</summary>
    public async Task<bool> RunAsync(string program, string definitions)
    {
        await using Scene scene = await Scene.StartAsync(program, definitions, length);
        Writer writer = new(scene.Cluster, Scene.Scope);
        Churn churn = new(writer, new Random(seed));
        Misfortune misfortune = new(
            scene.Cluster,
            scene.ApiServer,
            scene.Prometheus,
            new Random(seed + 1)
        );
        using CancellationTokenSource end = new(length, TimeProvider.System);
        Task[] doing = [churn.RunAsync(end.Token), misfortune.RunAsync(end.Token)];
        await MeasureAsync(scene, () => Describe(scene, churn, misfortune), doing, end.Token);
        await Task.WhenAll(doing);
        await TellAsync("the faults are over; waiting until all agree");
        await Eventually.HoldsAsync(() => AgreeAsync(scene, writer), SettleDeadline);
        return await ConcludeAsync(scene, churn, misfortune);
    }

    private async Task MeasureAsync(
        Scene scene,
        Func<string> describe,
        Task[] doing,
        CancellationToken ct
    )
    {
        using PeriodicTimer pace = new(Pace, TimeProvider.System);
        TimeSpan told = Elapsed;
        while (!ct.IsCancellationRequested && !doing.Any(task => task.IsFaulted))
        {
            foreach (Subject subject in scene.Subjects)
            {
                subject.Sample(Elapsed);
            }

            if (Elapsed - told >= Telling)
            {
                told = Elapsed;
                await TellAsync(describe());
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private string Describe(Scene scene, Churn churn, Misfortune misfortune) =>
        $"{string.Join("; ", scene.Subjects)}; {churn.Writes} writes, {misfortune.Faults} faults; {scene.FollowerReport().HeapKibibytes} KiB in the follower's heap{aside()}";

    /// <summary>The follower's stores are what the server lists, and the operator has seen every TeamSLO as it is.</summary>
    private static async Task AgreeAsync(Scene scene, Writer writer)
    {
        var objects = new List<KeyValuePair<ResourceName, Seen>>();
        foreach (SoakKind kind in SoakKinds.All)
        {
            objects.AddRange(await writer.ListAsync(kind));
        }

        string expected = Fingerprint.Of(objects);
        string state = scene.FollowerReport().State;
        if (state != expected)
        {
            throw new InvalidOperationException(
                $"The follower's stores are {state}, the server's objects {expected}."
            );
        }

        if (await writer.UnobservedAsync(SoakKinds.TeamSlo) is { } name)
        {
            throw new InvalidOperationException($"The operator has not seen {name} as it is.");
        }
    }

    private async Task<bool> ConcludeAsync(Scene scene, Churn churn, Misfortune misfortune)
    {
        FollowerReport report = scene.FollowerReport();
        double lists = await scene.Metrics.RequestsAsync("list");
        double watches = await scene.Metrics.RequestsAsync("watch");
        Limit[] limits = [.. scene.Subjects.SelectMany(subject => subject.Limits(WarmUp))];
        await Console.Out.WriteLineAsync(
            $"""
            soak of {length}, measured from {WarmUp} on, seed {seed}: {churn.Writes} writes of {SoakKinds.All.Count} kinds, {misfortune.Faults} faults
            operator: {lists} lists, {watches} watches; follower: {report.Lists} lists, {report.Watches} watches, {report.Reconciles} reconciles
            in the end the follower's stores were what the server lists, and the operator had seen every TeamSLO as it is
            {string.Join('\n', limits.Select(limit => limit.ToString()))}
            """
        );
        return limits.All(limit => limit.Holds);
    }

    private Task TellAsync(string what) =>
        Console.Error.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"soak: {Elapsed:hh\\:mm\\:ss}  {what}")
        );
}
