using System.Collections.Concurrent;
using SloOperator.Domain.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.Policy;

namespace SloOperator.Controllers.Exceptions;

/// <summary>What was decided of every BudgetException; decided anew when it, its TeamSLO or a policy changes, and only when somebody asks.</summary>
internal sealed class ExceptionBook
{
    private readonly IResourceStore<BudgetException> _exceptions;
    private readonly IResourceStore<TeamSlo> _slos;
    private readonly TeamSloMapper _mapper;
    private readonly ExceptionPublication _publication;
    private readonly ConcurrentDictionary<ResourceName, Page> _pages = new();
    private long _edition;
    private Index? _index;

    public ExceptionBook(
        (IResourceStore<BudgetException> Exceptions, IResourceStore<TeamSlo> Slos) stores,
        IResourceStore<ErrorBudgetPolicy> policies,
        TeamSloMapper mapper,
        ExceptionPublication publication
    )
    {
        _exceptions = stores.Exceptions;
        _slos = stores.Slos;
        _mapper = mapper;
        _publication = publication;
        _exceptions.Changed += _ => TurnOver();
        _slos.Changed += slo => _pages.TryRemove(slo, out _);
        policies.Changed += _ => TurnOver();
    }

    /// <summary>Completes when all BudgetExceptions were read.</summary>
    public Task Synced => _exceptions.Synced;

    /// <summary>All that name the TeamSLO and can be decoded.</summary>
    public IReadOnlyList<StandingException> Of(ResourceName slo)
    {
        // Read first: what changes from here on makes the page old.
        long edition = Interlocked.Read(ref _edition);
        if (_pages.TryGetValue(slo, out Page? page) && page.Edition == edition)
        {
            return page.Entries;
        }

        IReadOnlyList<BudgetException> named = IndexAt(edition).Find(slo);
        if (named.Count == 0)
        {
            return [];
        }

        var review = new Page(edition, Review(slo, named));
        _pages[slo] = review;
        return review.Entries;
    }

    /// <summary>As it is stored now; null when it is gone or cannot be decoded.</summary>
    public BudgetException? Load(ResourceName exception) => _exceptions.Find(exception)?.Value;

    /// <summary>Null when it is gone or cannot be decoded.</summary>
    public StandingException? Find(ResourceName exception) =>
        Load(exception) is { } found
        && Of(SloOf(found))
            .FirstOrDefault(each => ResourceName.Of(each.Exception.Metadata) == exception)
            is { } standing
            ? standing with
            {
                // A page keeps objects as they were when it was written, their statuses go on.
                Exception = found,
            }
            : null;

    public static ResourceName SloOf(BudgetException exception) =>
        new(exception.Metadata.Namespace, exception.Spec?.TeamSlo ?? "");

    private void TurnOver() => Interlocked.Increment(ref _edition);

    /// <summary>Two that make it at once make the same.</summary>
    private Index IndexAt(long edition)
    {
        Index? index = Volatile.Read(ref _index);
        if (index?.Edition != edition)
        {
            index = new Index(
                edition,
                _exceptions
                    .List()
                    .Select(found => found.Value)
                    .OfType<BudgetException>()
                    .ToLookup(SloOf)
            );
            Volatile.Write(ref _index, index);
        }

        return index;
    }

    private StandingException[] Review(ResourceName slo, IReadOnlyList<BudgetException> named)
    {
        Written[] written = [.. named.Select(Read)];
        if (_slos.Find(slo) is not { } found)
        {
            return [.. written.Select(each => Stand(each, slo, Unknown(each)))];
        }

        if (FactsOf(found) is not { } facts)
        {
            return [.. written.Select(each => Stand(each, slo, []) with { IsUndecided = true })];
        }

        Dictionary<string, ReviewedException> reviewed = ExceptionReview
            .Of(written.Select(each => each.Terms).OfType<ExceptionTerms>(), facts)
            .ToDictionary(each => each.Terms.Name, StringComparer.Ordinal);
        return
        [
            .. written.Select(each =>
                Stand(
                    each,
                    slo,
                    each.Terms is null
                        ? []
                        : reviewed[each.Terms.Name]
                            .Problems.Select(problem => new Problem(
                                $"spec.{problem.Field}",
                                problem.Message
                            ))
                )
            ),
        ];
    }

    private static StandingException Stand(
        Written written,
        ResourceName slo,
        IEnumerable<Problem> found
    )
    {
        Problem[] problems = [.. written.Problems, .. found];
        return new StandingException(written.Exception, slo, written.Terms, problems);
    }

    private Written Read(BudgetException exception)
    {
        BudgetExceptionStatus? status = _publication.LastPublished(exception);
        BudgetExceptionMapping mapping = BudgetExceptionMapper.Map(exception);
        if (
            status?.SpecDigest is { } digest
            && exception.Spec is { } spec
            && SpecDigest.Of(spec) != digest
        )
        {
            var changed = new Problem(
                "spec",
                "is not what was accepted, and an exception is never changed; write it as it was, or make another under a new name"
            );
            return new Written(exception, null, [.. mapping.Problems, changed]);
        }

        // What was taken back once stays so, also where no server kept it from being changed.
        bool isRevoked = status?.Phase == nameof(ExceptionPhase.Revoked);
        ExceptionTerms? terms =
            isRevoked && mapping.Terms is { } written
                ? written with
                {
                    IsRevoked = true,
                }
                : mapping.Terms;
        return new Written(exception, terms, mapping.Problems);
    }

    private ReviewFacts? FactsOf(Decoded<TeamSlo> slo) =>
        slo.Value is { } readable && _mapper.Map(readable).Objectives is { } usable
            ? new ReviewFacts(
                usable.Policy.Exceptions,
                usable.Window,
                [.. usable.Objectives.Select(each => each.Objective.Name)]
            )
            : null;

    private static IEnumerable<Problem> Unknown(Written written)
    {
        const string place = "spec.teamSLO";
        if (written.Problems.All(problem => problem.Path != place))
        {
            string name = written.Exception.Spec?.TeamSlo ?? "";
            yield return new Problem(
                place,
                $"no TeamSLO {Found.Quote(name)} is there in the namespace; write the name of one that is"
            );
        }
    }

    private sealed record Written(
        BudgetException Exception,
        ExceptionTerms? Terms,
        IReadOnlyList<Problem> Problems
    );

    private sealed record Page(long Edition, IReadOnlyList<StandingException> Entries);

    private sealed record Index(long Edition, ILookup<ResourceName, BudgetException> BySlo)
    {
        public IReadOnlyList<BudgetException> Find(ResourceName slo) => [.. BySlo[slo]];
    }
}
