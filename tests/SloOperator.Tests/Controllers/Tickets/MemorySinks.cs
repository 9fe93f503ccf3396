using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using static SloOperator.Controllers.Tickets.ISinkDirectory;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>One sink for all names, or what stands in its place.</summary>
internal sealed class MemorySinks(MemoryTracker tracker) : ISinkDirectory, ITicketSinks
{
    public event Action<string>? Changed;

    public bool HasListeners => Changed is not null;

    public Task Synced { get; set; } = Task.CompletedTask;

    /// <summary>Null: the tracker.</summary>
    public SinkLookup? Instead { get; set; }

    public string? Version { get; set; } = "v1";

    public SinkLookup Find(string name, string tenantNamespace) =>
        Instead ?? new SinkLookup.Usable(Options(name));

    public ITicketSink For(SinkOptions options) => tracker;

    public Task<string?> VersionAsync(SinkOptions options, CancellationToken ct) =>
        Task.FromResult(Version);

    public void Announce(string name) => Changed?.Invoke(name);

    private static SinkOptions Options(string name) =>
        new()
        {
            Name = name,
            Type = SinkType.GitHub,
            Url = new Uri("https://tracker"),
            Secret = "tracker",
        };
}
