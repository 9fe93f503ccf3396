using System.Threading.Channels;

namespace SloOperator.Store;

/// <summary>
/// Says that something happened below a folder. Only a hint: the system's notices can be lost, run out, or not exist on a network
/// file system, so the caller looks from time to time in any case.
/// </summary>
internal sealed partial class FolderSignal(string root, ILogger log) : IDisposable
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private FileSystemWatcher? _watcher;
    private FileIdentity? _heard;

    /// <summary>Starts to listen, or starts anew when another folder has taken the place: the system goes on to speak of the old one.</summary>
    public void Listen()
    {
        FileFacts facts = FileFacts.Of(root);
        FileIdentity? here = facts.Kind == FileKind.Folder ? facts.Stamp.File : null;
        if (here == _heard)
        {
            return;
        }

        Dispose();
        _heard = here;
        if (here is not null)
        {
            TryListen();
        }
    }

    /// <summary>Ends at the next notice, and takes those that have piled up as one.</summary>
    public async Task WaitAsync(CancellationToken ct) => await _signals.Reader.ReadAsync(ct);

    public void Drain() => _signals.Reader.TryRead(out _);

    public void Dispose()
    {
        _watcher?.Dispose();
        _watcher = null;
    }

    private void TryListen()
    {
        var watcher = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            NotifyFilter =
                NotifyFilters.FileName
                | NotifyFilters.DirectoryName
                | NotifyFilters.LastWrite
                | NotifyFilters.Size,
        };
        watcher.Changed += (_, change) => Notice(change.Name);
        watcher.Created += (_, change) => Notice(change.Name);
        watcher.Deleted += (_, change) => Notice(change.Name);
        watcher.Renamed += (_, change) => Notice(change.Name);
        watcher.Error += (_, _) => _signals.Writer.TryWrite(true);
        try
        {
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
        }
        catch (Exception ex) when (ex is IOException or ArgumentException)
        {
            // Typically the limit of inotify instances; looking from time to time is enough to be right.
            watcher.Dispose();
            LogRefused(log, root, ex.Message);
        }
    }

    /// <summary>Our own state files change below the same folder; everything else, even a hidden link as in mounted ConfigMaps, is worth a look.</summary>
    public static bool Concerns(string? name) =>
        name?.StartsWith(ManifestFolder.StateName, StringComparison.Ordinal) != true;

    private void Notice(string? name)
    {
        if (Concerns(name))
        {
            _signals.Writer.TryWrite(true);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The system gives no notices of changes in {Folder}, which is looked at every few seconds instead: {Reason}"
    )]
    private static partial void LogRefused(ILogger log, string folder, string reason);
}
