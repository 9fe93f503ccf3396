namespace SloOperator.Testing.Processes;

/// <summary>A new folder that is removed on dispose, or when the test process ends without it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("slo-operator-test-").FullName;
        OrphanReaper.Folder(Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
