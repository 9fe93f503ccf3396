using System.Collections.Concurrent;
using SloOperator.Controllers;

namespace SloOperator.Tests.Controllers.Exceptions;

/// <summary>Every line of the audit log: decision, object, who, why, reference.</summary>
internal sealed class RecordedAudit : IAuditLog
{
    private readonly ConcurrentQueue<AuditEntry> _entries = new();

    public IReadOnlyList<AuditEntry> Entries => [.. _entries];

    public IReadOnlyList<string> Lines =>
        [
            .. _entries.Select(entry =>
                $"{entry.Decision} {entry.Kind} {entry.Name} ({entry.Uid}) for {entry.Regarding} by {entry.Who ?? "nobody"}: {entry.Reason} [{entry.Reference}]"
            ),
        ];

    public void Write(AuditEntry entry) => _entries.Enqueue(entry);

    public void Forget() => _entries.Clear();
}
