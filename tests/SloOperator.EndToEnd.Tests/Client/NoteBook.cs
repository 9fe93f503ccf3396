using SloOperator.Kubernetes.Api;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>Writes Notes in one namespace, past any proxy, and remembers which versions it made.</summary>
internal sealed class NoteBook(HttpClient http, string ns)
{
    private readonly ResourceApi<Note> _api = new(
        new KubeClient(http, TimeProvider.System) { FieldManager = "notebook" },
        Note.Definition
    );
    private readonly List<string> _versions = [];

    public string Namespace { get; } = ns;

    /// <summary>"name@resourceVersion" of everything created and updated, and "name@gone" of what was deleted.</summary>
    public IReadOnlyList<string> Versions => _versions;

    public async Task CreateAsync(string name, string text = "") =>
        Remember(await _api.CreateAsync(Written(name, text), CancellationToken.None));

    public async Task UpdateAsync(string name, string text) =>
        Remember(await _api.UpdateAsync(Written(name, text), CancellationToken.None));

    public async Task DeleteAsync(string name)
    {
        await _api.DeleteAsync(new ResourceName(Namespace, name), null, CancellationToken.None);
        _versions.Add($"{name}@gone");
    }

    /// <summary>Creates, updates and deletes, a dozen writes in all.</summary>
    public async Task ChurnAsync(string prefix)
    {
        foreach (string name in (string[])[$"{prefix}-a", $"{prefix}-b", $"{prefix}-c"])
        {
            await CreateAsync(name, "first");
            await UpdateAsync(name, "second");
            await UpdateAsync(name, new string('x', 500));
        }

        await DeleteAsync($"{prefix}-b");
        await CreateAsync($"{prefix}-b", "another of the same name");
        await DeleteAsync($"{prefix}-c");
    }

    /// <summary>What the server has, as "name/uid@resourceVersion".</summary>
    public async Task<IReadOnlyList<string>> ListAsync()
    {
        ListPage<Note> list = await _api.ListAllAsync(
            new ListOptions { Namespace = Namespace },
            CancellationToken.None
        );
        return Identities(list.Items);
    }

    public static IReadOnlyList<string> Identities(IEnumerable<Decoded<Note>> notes) =>
        [
            .. notes
                .Select(note =>
                    $"{note.Metadata.Name}/{note.Metadata.Uid}@{note.Metadata.ResourceVersion}"
                )
                .Order(StringComparer.Ordinal),
        ];

    private Note Written(string name, string text) =>
        new()
        {
            Metadata = new ObjectMeta { Namespace = Namespace, Name = name },
            Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text },
        };

    private void Remember(Note note) =>
        _versions.Add($"{note.Metadata.Name}@{note.Metadata.ResourceVersion}");
}
