using System.Collections.Concurrent;
using SloOperator.Controllers;

namespace SloOperator.Tests.Controllers.Exceptions;

/// <summary>Every line of the audit log: decision, object, who, why, reference.</summary>
internal sealed class RecordedAudit : IAuditLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Write(AuditEntry entry) =>
        _lines.Enqueue(
            $"{entry.Decision} {entry.Kind} {entry.Name} ({entry.Uid}) for {entry.Regarding} by {entry.Who ?? "nobody"}: {entry.Reason} [{entry.Reference}]"
        );

    public void Forget() => _lines.Clear();
}
