using System.Collections.Concurrent;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers;

/// <summary>Every event as one line: who, how bad, why, and the note.</summary>
internal sealed class RecordedEvents : IEventSink
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Record(IKubernetesObject regarding, bool isWarning, string reason, string note) =>
        _lines.Enqueue(
            $"{ResourceName.Of(regarding.Metadata)} {(isWarning ? "Warning" : "Normal")} {reason}: {note}"
        );

    public void Forget() => _lines.Clear();
}
