using SloOperator.Domain.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;

namespace SloOperator.Controllers.Exceptions;

/// <summary>Tells uses, refusals and expiries: an Event on the exception and on its TeamSLO, and a line in the audit log.</summary>
internal sealed class ExceptionNews(
    IResourceStore<TeamSlo> slos,
    IEventSink events,
    IAuditLog audit,
    TimeProvider time
)
{
    /// <summary>What of the difference between two statuses is news.</summary>
    public void Tell(
        BudgetException exception,
        BudgetExceptionStatus? before,
        BudgetExceptionStatus after
    )
    {
        if (IsRefusedAnew(before, after))
        {
            // On the exception itself its condition tells it.
            string message = MessageOf(after)!.Replace("\n", "; ", StringComparison.Ordinal);
            RecordOnSlo(exception, true, ConditionReasons.ExceptionRefused, message);
            Log(exception, ConditionReasons.ExceptionRefused, exception.Spec?.RequestedBy, message);
        }

        if (IsExpired(after) && !IsExpired(before))
        {
            string message =
                after.Uses is { } uses && exception.Spec?.MaxUses <= uses
                    ? $"It was used {uses} times, as often as it may be."
                    : "Its time is over.";
            RecordOnBoth(exception, false, ConditionReasons.ExceptionExpired, message);
            Log(exception, ConditionReasons.ExceptionExpired, null, message);
        }
    }

    public void TellUse(BudgetException exception, ExceptionUse use)
    {
        string change = use.Change is null ? "a change" : $"a change of class {use.Change}";
        string message = $"{use.By} ships {change} although the gate is closed.";
        RecordOnBoth(exception, true, ConditionReasons.ExceptionUsed, message);
        Log(
            exception,
            ConditionReasons.ExceptionUsed,
            use.By,
            $"{message} {exception.Spec?.Reason}",
            use.Reference
        );
    }

    /// <summary>A refusal for another reason is another one.</summary>
    private static bool IsRefusedAnew(BudgetExceptionStatus? before, BudgetExceptionStatus after) =>
        MessageOf(after) is { } message && message != MessageOf(before);

    /// <summary>Null unless it was refused.</summary>
    private static string? MessageOf(BudgetExceptionStatus? status) =>
        status
            ?.Conditions?.FirstOrDefault(condition =>
                condition is { Type: ConditionTypes.Ready, Status: "False" }
            )
            ?.Message;

    private static bool IsExpired(BudgetExceptionStatus? status) =>
        status?.Phase == nameof(ExceptionPhase.Expired);

    private void RecordOnBoth(
        BudgetException exception,
        bool isWarning,
        string reason,
        string message
    )
    {
        events.Record(exception, isWarning, reason, message);
        RecordOnSlo(exception, isWarning, reason, message);
    }

    private void RecordOnSlo(
        BudgetException exception,
        bool isWarning,
        string reason,
        string message
    )
    {
        if (slos.Find(ExceptionBook.SloOf(exception))?.Value is { } slo)
        {
            events.Record(
                slo,
                isWarning,
                reason,
                $"BudgetException {exception.Metadata.Name}: {message}"
            );
        }
    }

    private void Log(
        BudgetException exception,
        string decision,
        string? who,
        string reason,
        string? reference = null
    ) =>
        audit.Write(
            new AuditEntry
            {
                At = time.GetUtcNow(),
                Decision = decision,
                Who = who,
                Kind = ResourceKinds.BudgetException.Kind,
                Name = ResourceName.Of(exception.Metadata),
                Uid = exception.Metadata.Uid,
                Regarding = ExceptionBook.SloOf(exception),
                Reason = reason,
                Reference = reference ?? exception.Spec?.Reference,
            }
        );
}
