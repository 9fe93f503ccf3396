using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>What is asked of one ticket.</summary>
/// <param name="Name">Of the ticket.</param>
/// <param name="Fingerprint">Of its cause.</param>
/// <param name="Written">The most urgent of what shares it.</param>
/// <param name="Held">The worst cause that shares it and cannot be judged now; null: all can.</param>
internal sealed record FiledIntent(
    ResourceName Name,
    string Fingerprint,
    WrittenIntent Written,
    TicketCause? Held
)
{
    /// <summary>A low and an exhausted budget are one ticket, at the worse of the two.</summary>
    public static IEnumerable<FiledIntent> OnePerTicket(
        string cluster,
        TicketOwner owner,
        IEnumerable<WrittenIntent> intents
    ) =>
        intents
            .GroupBy(
                written =>
                    TicketFingerprint.Of(
                        cluster,
                        owner.Uid,
                        written.Intent.Objective,
                        written.Intent.Cause
                    ),
                StringComparer.Ordinal
            )
            .Select(same => Of(owner, same.Key, [.. same]));

    /// <summary>True: the data do not say whether it is better than the ticket has it, so nothing is changed.</summary>
    /// <param name="spec">Of the ticket; null: there is none yet.</param>
    public bool IsHeldFor(ReliabilityTicketSpec? spec) =>
        Written.Intent.Standing is Standing.Held
        || (
            Held is { } held
            && spec is { ClearedAt: null }
            && spec.Cause == held.ToString()
            && held < Written.Intent.Cause
        );

    private static FiledIntent Of(
        TicketOwner owner,
        string fingerprint,
        IReadOnlyCollection<WrittenIntent> same
    ) =>
        new(
            TicketNames.Of(owner.Name, fingerprint),
            fingerprint,
            same.OrderBy(written => written.Intent.Standing)
                .ThenBy(written => written.Intent.Priority)
                .ThenBy(written => written.Intent.Cause)
                .First(),
            same.Where(written => written.Intent.Standing is Standing.Held)
                .Select(written => (TicketCause?)written.Intent.Cause)
                .Min()
        );
}
