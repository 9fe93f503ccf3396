using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>The pace of each sink, by its name: a TicketSink that changes begins anew.</summary>
internal sealed class SinkPaces(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (SinkOptions Options, SinkPace Pace)> _paces = new(
        StringComparer.Ordinal
    );

    /// <summary>A ticket's turn has come.</summary>
    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; the reconciler is level-based."
    )]
    public event Action<ResourceName>? Ready;

    public SinkPace Of(SinkOptions options, SinkTraits traits)
    {
        SinkPace? old = null;
        SinkPace pace;
        lock (_gate)
        {
            if (_paces.TryGetValue(options.Name, out var kept))
            {
                if (kept.Options.Equals(options))
                {
                    return kept.Pace;
                }

                old = kept.Pace;
            }

            pace = new SinkPace(traits, time, key => Ready?.Invoke(key));
            _paces[options.Name] = (options, pace);
        }

        old?.Dispose();
        return pace;
    }

    /// <summary>The ticket waits for nothing any more.</summary>
    public void Leave(ResourceName key)
    {
        SinkPace[] paces;
        lock (_gate)
        {
            paces = [.. _paces.Values.Select(kept => kept.Pace)];
        }

        Array.ForEach(paces, pace => pace.Leave(key));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach ((_, SinkPace pace) in _paces.Values)
            {
                pace.Dispose();
            }

            _paces.Clear();
        }
    }
}
