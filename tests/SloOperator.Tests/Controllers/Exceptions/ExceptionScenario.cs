using System.Collections.Concurrent;
using SloOperator.Controllers.Exceptions;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.Policy;
using SloOperator.Testing;
using SloOperator.Tests.Resources.Exceptions;

namespace SloOperator.Tests.Controllers.Exceptions;

/// <summary>shop/checkout with one objective and a window of a day, its exceptions, and all that decides of them; noon is now.</summary>
public abstract class ExceptionScenario
{
    private protected static readonly ResourceName Checkout = new("shop", "checkout");
    private protected static readonly ResourceName Night = new("shop", "night");
    private protected static readonly TimeRange Today = new(
        Given.Noon - Given.Hours(24),
        Given.Noon
    );

    private protected ExceptionScenario()
    {
        Endpoints.Put(Given.Endpoint());
        Slos.Put(Given.Slo(Given.Counted()));
        var mapper = new TeamSloMapper(
            name => Endpoints.Find(new ResourceName(null, name)),
            name => Policies.Find(new ResourceName(null, name))
        );
        var publication = new ExceptionPublication(Store, Events);
        var book = new ExceptionBook((Store, Slos), Policies, mapper, publication);
        var returned = new ReturnedShares();
        var register = new ExceptionRegister(
            book,
            publication,
            returned,
            new ExceptionNews(Slos, Events, Audit, Time),
            Time
        );
        Exceptions = new AcceptedExceptions(book, register, returned);
        Reconciler = new BudgetExceptionReconciler(Store, book, register, Exceptions, Time);
        Exceptions.Changed += Told.Enqueue;
    }

    private protected ManualTimeProvider Time { get; } = new(Given.Noon);

    private protected MemoryStore<BudgetException> Store { get; } =
        new(
            (exception, status) =>
                exception with
                {
                    Status = (BudgetExceptionStatus)status,
                    Metadata = exception.Metadata with
                    {
                        ResourceVersion = exception.Metadata.ResourceVersion + "+",
                    },
                }
        );

    private protected MemoryStore<TeamSlo> Slos { get; } =
        new((slo, status) => slo with { Status = (TeamSloStatus)status });

    private protected MemoryStore<ErrorBudgetPolicy> Policies { get; } =
        new((policy, status) => policy with { Status = (ReadyStatus)status });

    private protected MemoryStore<PrometheusEndpoint> Endpoints { get; } =
        new((endpoint, status) => endpoint with { Status = (PrometheusEndpointStatus)status });

    private protected RecordedEvents Events { get; } = new();

    private protected RecordedAudit Audit { get; } = new();

    private protected AcceptedExceptions Exceptions { get; }

    private protected BudgetExceptionReconciler Reconciler { get; }

    /// <summary>The TeamSLOs that were told that something changed.</summary>
    private protected ConcurrentQueue<ResourceName> Told { get; } = new();

    /// <summary>Made an hour before noon, unless it is there already; its status is kept.</summary>
    private protected void Apply(string name, params string[] fields)
    {
        BudgetException written = WrittenException.Named(name, fields);
        BudgetException? before = Store.Find(new ResourceName("shop", name))?.Value;
        Store.Put(
            written with
            {
                Metadata = written.Metadata with
                {
                    Uid = "uid-" + name,
                    Generation = (before?.Metadata.Generation ?? 0) + 1,
                    CreationTimestamp =
                        before?.Metadata.CreationTimestamp ?? Given.Noon - Given.Hours(1),
                    ResourceVersion = before?.Metadata.ResourceVersion + "*",
                },
                Status = before?.Status,
            }
        );
    }

    private protected async Task<ReconcileResult> ReconcileAsync(string name = "night") =>
        await Reconciler.ReconcileAsync(new ResourceName("shop", name), CancellationToken.None);

    private protected BudgetExceptionStatus Status(string name = "night") =>
        Store.Find(new ResourceName("shop", name))!.Value!.Status.ShouldNotBeNull();

    private protected string Ready(string name = "night")
    {
        Condition condition = Status(name).Conditions.ShouldHaveSingleItem();
        condition.Type.ShouldBe("Ready");
        return $"{condition.Status}/{condition.Reason}: {condition.Message}";
    }

    private protected string[] Excluded(string objective = "availability") =>
        [
            .. Exceptions
                .ExclusionsOf(Checkout, objective, Today)
                .Select(time => $"{time.Exception} {time.Start:HH:mm}-{time.End:HH:mm}"),
        ];

    private protected string[] Open() =>
        [
            .. Exceptions
                .OverridesOf(Checkout, Time.GetUtcNow())
                .Select(fact => $"{fact.Name} until {fact.Until:HH:mm}"),
        ];
}
