using SloOperator.Controllers;
using SloOperator.Controllers.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Gate;

/// <summary>Answers whoever asks whether something may ship, from memory: no question becomes a query.</summary>
internal sealed class GateDesk(
    IResourceStore<TeamSlo> slos,
    IExceptions exceptions,
    GateJournal journal,
    TimeProvider time
)
{
    /// <param name="request">Must be valid.</param>
    /// <param name="who">For the audit log, and for the use of an exception.</param>
    /// <param name="ct">Ends it.</param>
    public ValueTask<GateAsked> AskAsync(GateRequest request, string who, CancellationToken ct) =>
        RecordAsync(Look(request), request, who, ct);

    /// <summary>The answer as it would be now. Nothing ships of it: no exception is used, and nothing is told.</summary>
    /// <param name="request">Must be valid.</param>
    public GateAsked Look(GateRequest request)
    {
        if (slos.Find(request.Slo) is not { } found)
        {
            return slos.Synced.IsCompletedSuccessfully
                ? new GateAsked.NotFound()
                : new GateAsked.NotNow("the TeamSLOs are still being read");
        }

        if (!exceptions.Synced.IsCompletedSuccessfully)
        {
            return new GateAsked.NotNow("the BudgetExceptions are still being read");
        }

        // One that cannot be decoded has no status that could be read, and is not evaluated.
        TeamSlo slo = found.Value ?? new TeamSlo { Metadata = found.Metadata };
        DateTimeOffset now = time.GetUtcNow();
        return new GateAsked.Answered(
            slo,
            GateReading.Of(
                slo,
                request.Change,
                exceptions.OverridesOf(request.Slo, now, request.Reference),
                now
            )
        );
    }

    /// <summary>Something ships by what was looked up, or does not: an exception is used, the answer counted, and told where it stops or lets through.</summary>
    public async ValueTask<GateAsked> RecordAsync(
        GateAsked looked,
        GateRequest request,
        string who,
        CancellationToken ct
    )
    {
        if (looked is not GateAsked.Answered { Slo: var slo, Answer: var answer })
        {
            return looked;
        }

        if (
            answer.Exception is { } exception
            && await UseAsync(exception, request, who, ct) is { } hindrance
        )
        {
            return new GateAsked.NotNow(hindrance);
        }

        GateCounter.Count(answer);
        journal.Note(slo, answer, request, who);
        return looked;
    }

    /// <summary>What keeps the use from being counted; null: it was.</summary>
    private async Task<string?> UseAsync(
        string exception,
        GateRequest request,
        string who,
        CancellationToken ct
    )
    {
        try
        {
            return await exceptions.RecordUseAsync(
                new ResourceName(request.Slo.Namespace, exception),
                new ExceptionUse(who, request.Change, request.Reference),
                ct
            )
                ? null
                : $"exception {exception} is not in force any more; ask again";
        }
        catch (KubeException)
        {
            return $"the use of exception {exception} cannot be written now; ask again";
        }
    }
}
