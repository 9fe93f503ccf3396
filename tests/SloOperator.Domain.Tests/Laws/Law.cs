using FsCheck;
using FsCheck.Fluent;

namespace SloOperator.Domain.Tests.Laws;

/// <summary>
/// How a law is put to the test: on the same cases every time, so that a red run is red again. To hunt for new ones, set SLO_LAW_SEED
/// to another number; what breaks is printed.
/// </summary>
internal static class Law
{
    private const ulong DefaultSeed = 20_261_120;

    private const ulong Gamma = 1_442_695_040_888_963_407;

    public static void Holds<T>(Gen<T> cases, Action<T> law, int times = 100) =>
        Prop.ForAll(Arb.From(cases), law)
            .Check(
                Config
                    .QuickThrowOnFailure.WithMaxTest(times)
                    .WithStartSize(1)
                    .WithEndSize(100)
                    .WithQuietOnSuccess(true)
                    .WithReplay(Seed, Gamma)
            );

    private static ulong Seed =>
        ulong.TryParse(Environment.GetEnvironmentVariable("SLO_LAW_SEED"), out ulong seed)
            ? seed
            : DefaultSeed;
}
