namespace SloOperator.Store;

/// <summary>What is wrong at a place in a manifest; line 0 stands for the file as a whole.</summary>
internal sealed record ManifestProblem(string Path, int Line, string Message)
{
    private const int Longest = 500;

    public string Message
    {
        get;
        init => field = Excerpt.Of(value, Longest);
    } = Excerpt.Of(Message, Longest);

    public override string ToString() =>
        Line > 0 ? $"{Path}:{Line}: {Message}" : $"{Path}: {Message}";
}
