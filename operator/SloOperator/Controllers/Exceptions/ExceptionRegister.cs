using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;

namespace SloOperator.Controllers.Exceptions;

/// <summary>Writes the statuses of BudgetExceptions, one at a time: a use that is counted must not be lost to a look at the clock.</summary>
internal sealed class ExceptionRegister(
    ExceptionBook book,
    ExceptionPublication publication,
    ReturnedShares returned,
    ExceptionNews news,
    TimeProvider time
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Says what is true now. False: nothing is to be said, or the object is gone.</summary>
    public async Task<bool> RefreshAsync(Decoded<BudgetException> found, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            if (found.Value is not { } exception)
            {
                BudgetException unread = publication.Unreadable(found.Metadata);
                BudgetExceptionStatus refused = ExceptionStatusBuilder.Refuse(
                    found.Metadata,
                    publication.LastPublished(unread),
                    Problem.OfDecoding(found.Error!),
                    now
                );
                return await PublishAsync(unread, refused, ct);
            }

            return book.Find(found.Name) is { } standing
                && await PublishAsync(standing.Exception, Describe(standing, now), ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Counts a use. False: the override is not in force, or not any more.</summary>
    public async Task<bool> UseAsync(ResourceName name, ExceptionUse use, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            if (book.Find(name) is not { Terms: { } terms } standing)
            {
                return false;
            }

            BudgetExceptionStatus? before = publication.LastPublished(standing.Exception);
            if (terms.OverrideAt(now, UsesAgainst(before, use.Reference)) is null)
            {
                return false;
            }

            if (HasUsed(before, use.Reference))
            {
                return true;
            }

            BudgetExceptionStatus used = ExceptionStatusBuilder.Use(
                Describe(standing, now),
                use,
                now
            );
            BudgetExceptionStatus after = used with
            {
                Phase = terms.PhaseAt(now, used.Uses ?? 0).ToString(),
            };
            if (!await publication.PublishAsync(standing.Exception, after, ct))
            {
                return false;
            }

            news.TellUse(standing.Exception, use);
            news.Tell(standing.Exception, before, after);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>How many uses there are before this reference would use it: none when it has done so already.</summary>
    public int UsesAgainst(ResourceName name, string? reference) =>
        book.Load(name) is { } exception
            ? UsesAgainst(publication.LastPublished(exception), reference)
            : 0;

    public void Forget(ResourceName name)
    {
        publication.Forget(name);
        returned.Forget(name);
    }

    private static int UsesAgainst(BudgetExceptionStatus? status, string? reference) =>
        HasUsed(status, reference) ? 0 : status?.Uses ?? 0;

    private static bool HasUsed(BudgetExceptionStatus? status, string? reference) =>
        reference is not null && status?.UsedBy?.Any(use => use.Reference == reference) is true;

    private BudgetExceptionStatus Describe(StandingException standing, DateTimeOffset now) =>
        ExceptionStatusBuilder.Build(
            standing,
            publication.LastPublished(standing.Exception),
            returned.MostOf(ResourceName.Of(standing.Exception.Metadata)),
            now
        );

    private async Task<bool> PublishAsync(
        BudgetException exception,
        BudgetExceptionStatus after,
        CancellationToken ct
    )
    {
        BudgetExceptionStatus? before = publication.LastPublished(exception);
        if (!await publication.PublishAsync(exception, after, ct))
        {
            return false;
        }

        news.Tell(exception, before, after);
        return true;
    }
}
