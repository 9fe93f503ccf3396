using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;
using static SloOperator.Controllers.Tickets.ISinkDirectory;

namespace SloOperator.Controllers.Tickets;

/// <summary>The TicketSinks of a cluster or a folder. What a namespace may not use looks to it like what is not there.</summary>
internal sealed class SinkDirectory : ISinkDirectory
{
    private const string Default = "default";
    private const string Anybody = "*";

    private readonly IResourceStore<TicketSink> _sinks;
    private readonly TicketSinkMapper _mapper;

    public SinkDirectory(IResourceStore<TicketSink> sinks, TicketSinkMapper mapper)
    {
        _sinks = sinks;
        _mapper = mapper;
        sinks.Changed += name => Changed?.Invoke(name.Name);
    }

    public event Action<string>? Changed;

    public Task Synced => _sinks.Synced;

    public SinkLookup Find(string name, string tenantNamespace)
    {
        Decoded<TicketSink>? found = _sinks.Find(new ResourceName(null, name));
        if (found is null || (found.Value is { } closed && !IsOpenTo(tenantNamespace, closed)))
        {
            return name == Default
                ? new SinkLookup.NoneNeeded()
                : new SinkLookup.Unusable(
                    $"no TicketSink {Found.Quote(name)} is there for the namespace {tenantNamespace}; "
                        + "name one that is, or ask the platform team for access"
                );
        }

        // Not the reason: it quotes the object, and whether this tenant may see it cannot be known.
        return found.Value is { } sink
            ? Open(sink, name)
            : new SinkLookup.Unusable(
                $"the TicketSink {Found.Quote(name)} cannot be decoded; ask the platform team to correct it"
            );
    }

    private SinkLookup Open(TicketSink sink, string name)
    {
        TicketSinkMapping mapping = _mapper.Map(sink);
        return mapping.IsUsable
            ? new SinkLookup.Usable(mapping.Options)
            : new SinkLookup.Unusable(
                $"the TicketSink {Found.Quote(name)} cannot be used until the platform team corrects "
                    + string.Join("; ", mapping.Problems)
            );
    }

    private static bool IsOpenTo(string tenantNamespace, TicketSink sink) =>
        sink.Spec?.AllowedNamespaces is not { } allowed
        || allowed.Any(ns =>
            ns is Anybody || string.Equals(ns, tenantNamespace, StringComparison.Ordinal)
        );
}
