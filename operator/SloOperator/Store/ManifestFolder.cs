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

    private readonly FolderFiles _files = new(ManifestReader.ReadFile);
    private readonly KindClaims _claims = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly FolderSignal _signal;
    private readonly ProblemList _problems;
    private ManifestContents _contents = ManifestContents.Empty;
    private IReadOnlyList<ManifestProblem> _contentProblems = [];

    public ManifestFolder(string root, TimeProvider time, HealthState health, ILoggerFactory logs)
    {
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
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
        bool readable = !listing.Unread.Contains(Root, StringComparer.Ordinal);
        bool changed = readable && _files.Look(listing);
        if (changed)
        {
            Take(_files.Contents, listing);
        }

        _problems.Replace([.. listing.Problems, .. _contentProblems]);
        Report(readable);
        if (changed)
        {
            Changed?.Invoke(_contents);
        }

        return readable && _files.Unsettled;
    }

    private void Take(ManifestContents contents, FolderListing listing)
    {
        _contents = contents with { IsWhole = contents.IsWhole && listing.Unread.Count == 0 };
        _contentProblems = [.. contents.Problems, .. _claims.Unclaimed(contents.Documents)];
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

    private void Report(bool readable)
    {
        int problems = _problems.Current.Count;
        string what = $"{_contents.Documents.Count} objects and {problems} problems in {Root}";
        Health.Report(
            HealthPart,
            readable,
            readable ? what : $"{Root} cannot be read; what it said before stays in force"
        );
    }
}
