using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Exceptions;
using SloOperator.Domain.OnCall;
using SloOperator.Domain.Policy;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Exceptions;

/// <summary>What the book and the register know, for those who count and decide.</summary>
internal sealed class AcceptedExceptions(
    ExceptionBook book,
    ExceptionRegister register,
    ReturnedShares returned
) : IExceptions
{
    [SuppressMessage("Design", "MA0046", Justification = "As the port has it.")]
    public event Action<ResourceName>? Changed;

    /// <summary>An exclusion gives back another share than before; its name.</summary>
    [SuppressMessage("Design", "MA0046", Justification = "A name is all there is to say.")]
    public event Action<ResourceName>? Reported;

    public Task Synced => book.Synced;

    public IReadOnlyList<ExcludedTime> ExclusionsOf(
        ResourceName slo,
        string objective,
        TimeRange window
    )
    {
        List<ExcludedTime> times = [];
        foreach (
            ExcludedTime time in Accepted(slo)
                .SelectMany(terms => terms.ExcludedIn(window, objective))
                .OrderBy(time => time.Start)
        )
        {
            // Two that recur may meet years from where they were compared: then what is left of the later one counts.
            DateTimeOffset start =
                times.Count > 0 && times[^1].End > time.Start ? times[^1].End : time.Start;
            if (start < time.End)
            {
                times.Add(time with { Start = start });
            }
        }

        return times;
    }

    public IReadOnlyList<OverrideFact> OverridesOf(
        ResourceName slo,
        DateTimeOffset now,
        string? reference = null
    ) =>
        [
            .. book.Of(slo)
                .Select(each =>
                    each.Terms?.OverrideAt(
                        now,
                        register.UsesAgainst(ResourceName.Of(each.Exception.Metadata), reference)
                    )
                )
                .OfType<OverrideFact>()
                .OrderBy(fact => fact.Name, StringComparer.Ordinal),
        ];

    public void ReportReturned(ResourceName exception, string objective, decimal share)
    {
        if (returned.Report(exception, objective, share))
        {
            Reported?.Invoke(exception);
        }
    }

    public async Task<bool> RecordUseAsync(
        ResourceName exception,
        ExceptionUse use,
        CancellationToken ct
    )
    {
        bool isCounted = await register.UseAsync(exception, use, ct);
        if (isCounted && book.Find(exception) is { } used)
        {
            Tell(used.Slo);
        }

        return isCounted;
    }

    public void Tell(ResourceName slo) => Changed?.Invoke(slo);

    private IEnumerable<ExceptionTerms> Accepted(ResourceName slo) =>
        book.Of(slo).Select(each => each.Terms).OfType<ExceptionTerms>();
}
