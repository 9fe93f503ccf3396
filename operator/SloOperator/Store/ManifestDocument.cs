namespace SloOperator.Store;

/// <summary>One object of a manifest file as JSON; its line is where the object starts, and 1 for every object of a JSON file.</summary>
internal sealed record ManifestDocument(
    string Path,
    int Index,
    int Line,
    string ApiVersion,
    string Kind,
    ReadOnlyMemory<byte> Json
)
{
    public override string ToString() => $"{Path}:{Line}";
}
