namespace SloOperator.Resources;

/// <summary>A place in a spec, and the list that takes what is wrong there.</summary>
internal readonly record struct SpecField(string Path, ICollection<Problem> Problems)
{
    public SpecField this[string name] => this with { Path = $"{Path}.{name}" };

    public SpecField this[int index] => this with { Path = $"{Path}[{index}]" };

    /// <summary>An entry of a map whose keys are the user's words.</summary>
    public SpecField Entry(string key) => this with { Path = $"{Path}[{Found.Quote(key)}]" };

    public void Refuse(string message) => Problems.Add(new Problem(Path, message));
}
