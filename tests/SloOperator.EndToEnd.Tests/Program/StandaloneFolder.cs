using System.Text.Json;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

/// <summary>A folder of manifests for `run --standalone`, and the statuses that appear below it.</summary>
internal sealed class StandaloneFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public void Write(SloManifest slo) => Write(slo.Name, slo.ToString());

    public void Write(string name, string manifest) =>
        File.WriteAllText(_folder.File(name + ".yaml"), manifest);

    public void Delete(string name) => File.Delete(_folder.File(name + ".yaml"));

    public bool HasStatus(SloManifest slo) => File.Exists(StatusFile(slo));

    /// <summary>Waits until the status is as it should be, and returns it.</summary>
    public async Task<StatusText> StatusAsync(
        SloManifest slo,
        Action<StatusText> assertion,
        TimeSpan deadline
    )
    {
        StatusText? found = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                HasStatus(slo).ShouldBeTrue($"{slo.Name} has no status yet");
                string text = await File.ReadAllTextAsync(StatusFile(slo));
                StatusText status = new(JsonDocument.Parse(text).RootElement);
                assertion(status);
                found = status;
            },
            deadline
        );
        return found!;
    }

    public void Dispose() => _folder.Dispose();

    private string StatusFile(SloManifest slo) =>
        _folder.File($".slo-operator/teamslos/{slo.Namespace}/{slo.Name}.json");
}
