using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;
using SloOperator.Telemetry;

namespace SloOperator.Store;

/// <summary>A watched folder of manifests, shared by the stores of all kinds; they must exist before it runs.</summary>
internal sealed class ManifestFolder : IDisposable
{
    public const string StateName = ".slo-operator";
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(200);

    private const string HealthPart = "manifest folder";

    private readonly FolderFiles _files = new();
    private readonly KindClaims _claims = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly FolderSignal _signal;
    private readonly ProblemList _problems;

    public ManifestFolder(string root, TimeProvider time, HealthState health, ILoggerFactory logs)
    {
        Root = Path.GetFullPath(root);
        Time = time;
        Health = health;
        Logs = logs;
        ILogger log = logs.CreateLogger<ManifestFolder>();
        _problems = new ProblemList(log);
        _signal = new FolderSignal(Root, log);
        health.Report(HealthPart, ok: false, $"{Root} is not read yet");
    }

    /// <summary>Raised after a look that found other contents.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "There is one sender; the argument is the whole message."
    )]
    public event Action<ManifestContents>? Changed;

    public string Root { get; }

    /// <summary>Of files that cannot be read and of objects nobody reads; each store has those of its own kind.</summary>
    public ProblemList Problems => _problems;

    internal TimeProvider Time { get; }

    internal HealthState Health { get; }

    internal ILoggerFactory Logs { get; }

    /// <summary>Names a kind that has a reader, and the folder of its state files.</summary>
    public string Claim<T>(ResourceDefinition<T> definition)
        where T : class, IKubernetesObject
    {
        _claims.Claim(definition.ApiVersion, definition.Kind);
        return Path.Combine(Root, StateName, definition.Plural);
    }

    /// <summary>True when another look is wanted soon, because something has just changed.</summary>
    public bool Look()
    {
        FolderListing listing = FolderListing.Of(Root);
        bool readable = !listing.UnreadFolders.Contains(Root, StringComparer.Ordinal);
        bool changed = readable && _files.Look(listing);
        ManifestContents contents = _files.Contents;
        _problems.Replace([
            .. listing.Problems,
            .. contents.Problems,
            .. _claims.Unclaimed(contents.Documents),
        ]);
        Report(readable, contents);
        if (changed)
        {
            Changed?.Invoke(contents);
        }

        return _files.Unsettled;
    }

    /// <summary>Looks until cancelled. Every store of this folder may call it: one of them looks, the others stand by.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await Task.Yield();
        await _turn.WaitAsync(ct);
        try
        {
            while (true)
            {
                _signal.Listen();
                bool soon = Look();
                await PauseAsync(soon, ct);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _signal.Dispose();
        _turn.Dispose();
    }

    /// <summary>A notice is followed by the time in which editors finish what they began.</summary>
    private async Task PauseAsync(bool soon, CancellationToken ct)
    {
        if (!soon)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(
                _signal.WaitAsync(waiting.Token),
                Task.Delay(LookEvery, Time, waiting.Token)
            );
            await waiting.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }

        await Task.Delay(SettleTime, Time, ct);
        _signal.Drain();
    }

    private void Report(bool readable, ManifestContents contents)
    {
        int problems = _problems.Current.Count;
        string what = $"{contents.Documents.Count} objects and {problems} problems in {Root}";
        Health.Report(
            HealthPart,
            readable,
            readable ? what : $"{Root} cannot be read; what it said before stays in force"
        );
    }
}
