namespace SloOperator.Store;

/// <summary>A place from which a file cannot be read on.</summary>
internal sealed class ManifestSyntaxException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
