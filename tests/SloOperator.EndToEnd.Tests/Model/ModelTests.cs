using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Soak.Model;
using SloOperator.Soak.Servers;

namespace SloOperator.EndToEnd.Tests.Model;

/// <summary>`make soak` puts ten times as many sequences through the same.</summary>
public sealed class ModelTests
{
    private const int Sequences = 500;
    private const int Lanes = 12;

    [Fact]
    public async Task After_any_writes_and_faults_the_store_is_the_list_and_the_last_reconcile_of_each_key_saw_the_final_version()
    {
        await using SoakCluster cluster = await SoakCluster.StartAsync(RepositoryRoot.File("crds"));
        ModelRun run = new(cluster, ModelRun.SeedFromEnvironment, Lanes);
        int sequences = ModelRun.SequencesFromEnvironment(Sequences);

        await run.RunAsync(sequences);

        run.Done.ShouldBe(sequences);
    }
}
