using SloOperator.Soak.Endurance;
using SloOperator.Soak.Model;
using SloOperator.Soak.Servers;

// The published program and the folder of resource definitions; the sequences alone; what the first form starts beside itself.
const string Usage =
    "usage: SloOperator.Soak run PROGRAM DEFINITIONS | model DEFINITIONS | follow KUBECONFIG SCOPE";
const int ModelLanesBeside = 2;
const int ModelLanesAlone = 12;
const int ModelSequences = 5_000;

switch (args)
{
    case ["run", var program, var folder]:
        return await RunAsync(program, folder);
    case ["model", var definitions]:
        return await ModelAsync(definitions);
    case ["follow", var kubeconfig, var scope]:
        await FollowerProgram.RunAsync(kubeconfig, scope);
        return 0;
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}

// Exit 1 when a limit is exceeded; a sequence of the model that fails, or a process that ends, is an exception.
static async Task<int> RunAsync(string program, string definitions)
{
    TimeSpan length = Duration.Parse(Environment.GetEnvironmentVariable("SOAK") ?? "1h");
    int sequences = ModelRun.SequencesFromEnvironment(ModelSequences);
    await using SoakCluster cluster = await SoakCluster.StartAsync(definitions);
    ModelRun model = new(cluster, ModelRun.SeedFromEnvironment, ModelLanesBeside);
    Task modelling = model.RunAsync(sequences);
    EnduranceRun endurance = new(
        length,
        seed: (int)(ModelRun.SeedFromEnvironment % int.MaxValue),
        () => $"; model: {model.Done} of {sequences} sequences"
    );
    Task<bool> enduring = endurance.RunAsync(program, definitions);
    if (await Task.WhenAny(enduring, modelling) == modelling)
    {
        // A failure is told at once, not after the hour.
        await modelling;
    }

    bool holds = await enduring;
    await modelling;
    await TellAsync(model);
    return holds ? 0 : 1;
}

static async Task<int> ModelAsync(string definitions)
{
    await using SoakCluster cluster = await SoakCluster.StartAsync(definitions);
    ModelRun model = new(cluster, ModelRun.SeedFromEnvironment, ModelLanesAlone);
    await model.RunAsync(ModelRun.SequencesFromEnvironment(ModelSequences));
    await TellAsync(model);
    return 0;
}

static Task TellAsync(ModelRun model) =>
    Console.Out.WriteLineAsync(
        $"model: {model.Done} sequences, after each the stores were the server's lists and each key's last reconcile saw the final version"
    );
