namespace SloOperator.Store;

/// <summary>What is wrong at a place in a manifest; line 0 stands for the file as a whole.</summary>
internal sealed record ManifestProblem(string Path, int Line, string Message)
{
    public override string ToString() =>
        Line > 0 ? $"{Path}:{Line}: {Message}" : $"{Path}: {Message}";
}
