namespace SloOperator.EndToEnd.Tests.Fixtures;

/// <summary>The folder of SloOperator.sln, found from the tests' own upwards.</summary>
internal static class RepositoryRoot
{
    private static readonly Lazy<string> Root = new(Find);

    public static string File(params string[] parts) => Path.Combine([Root.Value, .. parts]);

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (
            folder is not null
            && !System.IO.File.Exists(Path.Combine(folder.FullName, "SloOperator.sln"))
        )
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException(
                $"No SloOperator.sln above {AppContext.BaseDirectory}."
            );
    }
}
