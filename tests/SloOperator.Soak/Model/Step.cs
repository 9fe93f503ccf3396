using SloOperator.Soak.Kinds;

namespace SloOperator.Soak.Model;

/// <summary>One thing that happens in a sequence.</summary>
internal abstract record Step
{
    private Step() { }

    /// <summary>Creates the object, or changes it when it is there.</summary>
    public sealed record Put(SoakKind Kind, string Name) : Step
    {
        public override string ToString() => $"put {Kind} {Name}";
    }

    public sealed record Delete(SoakKind Kind, string Name) : Step
    {
        public override string ToString() => $"delete {Kind} {Name}";
    }

    /// <summary>Deletes it and creates it again at once.</summary>
    public sealed record Recreate(SoakKind Kind, string Name) : Step
    {
        public override string ToString() => $"recreate {Kind} {Name}";
    }

    public sealed record Strike(Blow Blow) : Step
    {
        public override string ToString() => $"fault: {Blow}";
    }

    /// <summary>Whatever was wrong with the line is over.</summary>
    public sealed record Heal : Step
    {
        public override string ToString() => "the line is whole";
    }

    public sealed record Pause(int Milliseconds) : Step
    {
        public override string ToString() => $"{Milliseconds} ms pass";
    }
}
