namespace SloOperator.Tests.Store;

/// <summary>Five thousand files with an object each, in ten folders.</summary>
public sealed class ManyFiles : IDisposable
{
    public const int Count = 5_000;

    private readonly TemporaryFolder _folder = new();

    public ManyFiles()
    {
        for (int index = 0; index < Count; index++)
        {
            Write(index, size: 1);
        }
    }

    public string Root => _folder.Root;

    public string Write(int index, int size) =>
        _folder.Write(
            $"{index % 10}/{index}.yaml",
            $"apiVersion: test.dev/v1\nkind: Gadget\nmetadata:\n  name: shop-{index}\nspec:\n  size: {size}\n"
        );

    public void Dispose() => _folder.Dispose();
}
