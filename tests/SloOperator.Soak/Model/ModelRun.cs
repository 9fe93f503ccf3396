using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Soak.Servers;

namespace SloOperator.Soak.Model;

/// <summary>Puts many random sequences through several lanes at once; the same seed gives the same sequences.</summary>
internal sealed class ModelRun(SoakCluster cluster, ulong seed, int lanes)
{
    public const ulong DefaultSeed = 20_261_121;

    private const ulong Gamma = 1_442_695_040_888_963_407;

    private volatile bool _failed;
    private int _done;

    /// <summary>Sequences that agreed in the end.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>SLO_OPERATOR_MODEL_SEED, to hunt for new failures or to see an old one again.</summary>
    public static ulong SeedFromEnvironment =>
        ulong.TryParse(
            Environment.GetEnvironmentVariable("SLO_OPERATOR_MODEL_SEED"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out ulong seed
        )
            ? seed
            : DefaultSeed;

    /// <summary>SLO_OPERATOR_MODEL_SEQUENCES, or else <paramref name="usual"/>.</summary>
    public static int SequencesFromEnvironment(int usual) =>
        int.TryParse(
            Environment.GetEnvironmentVariable("SLO_OPERATOR_MODEL_SEQUENCES"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int sequences
        )
            ? sequences
            : usual;

    /// <exception cref="ModelException">A sequence did not end as it should; the message has it, as small as it could be made.</exception>
    public Task RunAsync(int sequences) =>
        Task.WhenAll(
            Enumerable
                .Range(0, lanes)
                .Select(lane => LaneAsync(lane, (sequences + lanes - 1 - lane) / lanes))
        );

    // FsCheck calls back and wants an answer, not a task: each lane has a thread that may wait.
    private Task LaneAsync(int lane, int sequences) =>
        Task.Factory.StartNew(
            () => Check((ulong)lane + seed, sequences),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    private void Check(ulong laneSeed, int sequences)
    {
        using LaneKeeper keeper = new(cluster);
        Config config = Config
            .QuickThrowOnFailure.WithMaxTest(sequences)
            .WithStartSize(1)
            .WithEndSize(100)
            .WithQuietOnSuccess(true)
            .WithReplay(laneSeed, Gamma);
        try
        {
            Prop.ForAll(Sequences.Any, sequence => Hold(keeper, sequence)).Check(config);
        }
        catch (Exception ex) when (keeper.Difference is { } difference)
        {
            throw new ModelException(Describe(laneSeed, difference), ex);
        }
    }

    /// <summary>Once one lane has failed, the others need not go on.</summary>
    private bool Hold(LaneKeeper keeper, Sequence sequence)
    {
        if (_failed && keeper.Difference is null)
        {
            return true;
        }

        bool holds = keeper.Run(sequence);
        if (holds)
        {
            Interlocked.Increment(ref _done);
        }
        else
        {
            _failed = true;
        }

        return holds;
    }

    private static string Describe(ulong laneSeed, string difference) =>
        $"SLO_OPERATOR_MODEL_SEED={laneSeed} shows it again. {difference}";
}
