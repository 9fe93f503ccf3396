using FsCheck;
using FsCheck.Fluent;
using SloOperator.Soak.Kinds;

namespace SloOperator.Soak.Model;

/// <summary>Random sequences, and smaller ones for one that failed.</summary>
internal static class Sequences
{
    private const int Shortest = 4;
    private const int Longest = 20;

    // Few names, so that changes of one object meet.
    private static readonly string[] Names = ["a", "b"];

    private static readonly Blow[] OnTheLine =
    [
        Blow.Cut,
        Blow.CutByReset,
        Blow.Fin,
        Blow.Reset,
        Blow.Refuse,
        Blow.Stall,
        Blow.TruncateEarly,
        Blow.TruncateLate,
        Blow.Delay,
    ];

    public static Arbitrary<Sequence> Any { get; } = Arb.From(Generate(), Shrink);

    private static Gen<Sequence> Generate() =>
        from length in Gen.Choose(Shortest, Longest)
        from steps in AnyStep().ArrayOf(length)
        select new Sequence(steps);

    private static Gen<Step> AnyStep()
    {
        Gen<(SoakKind Kind, string Name)> target =
            from kind in Gen.Elements<SoakKind>(SoakKinds.All)
            from name in Gen.Elements(Names)
            select (kind, name);
        return Gen.Frequency<Step>(
            (400, target.Select(t => (Step)new Step.Put(t.Kind, t.Name))),
            (150, target.Select(t => (Step)new Step.Delete(t.Kind, t.Name))),
            (150, target.Select(t => (Step)new Step.Recreate(t.Kind, t.Name))),
            (130, Gen.Elements(OnTheLine).Select(blow => (Step)new Step.Strike(blow))),
            (60, Gen.Constant((Step)new Step.Strike(Blow.Compact))),
            (20, Gen.Constant((Step)new Step.Strike(Blow.Redefine))),
            (1, Gen.Constant((Step)new Step.Strike(Blow.Restart))),
            (60, Gen.Constant((Step)new Step.Heal())),
            (80, Gen.Choose(1, 40).Select(ms => (Step)new Step.Pause(ms)))
        );
    }

    /// <summary>Halves first, then one step less.</summary>
    private static IEnumerable<Sequence> Shrink(Sequence failed)
    {
        int count = failed.Steps.Count;
        for (int size = count / 2; size >= 1; size /= 2)
        {
            for (int start = 0; start + size <= count && size < count; start += size)
            {
                yield return new Sequence([
                    .. failed.Steps.Take(start),
                    .. failed.Steps.Skip(start + size),
                ]);
            }
        }
    }
}
