using SloOperator.Controllers;
using SloOperator.Controllers.Exceptions;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.Policy;
using SloOperator.Telemetry;

namespace SloOperator;

/// <summary>Exclusions and overrides, and the audit log that says who let what pass.</summary>
internal static partial class OperatorHost
{
    private static void AddExceptions(IServiceCollection services)
    {
        services.AddSingleton<IAuditLog>(_ => new AuditLog(Console.Out));
        services.AddSingleton<ExceptionPublication>();
        services.AddSingleton<ReturnedShares>();
        services.AddSingleton<ExceptionNews>();
        services.AddSingleton(provider => new ExceptionBook(
            (
                provider.GetRequiredService<IResourceStore<BudgetException>>(),
                provider.GetRequiredService<IResourceStore<TeamSlo>>()
            ),
            provider.GetRequiredService<IResourceStore<ErrorBudgetPolicy>>(),
            provider.GetRequiredService<TeamSloMapper>(),
            provider.GetRequiredService<ExceptionPublication>()
        ));
        services.AddSingleton<ExceptionRegister>();
        services.AddSingleton<AcceptedExceptions>();
        services.AddSingleton<IExceptions>(provider =>
            provider.GetRequiredService<AcceptedExceptions>()
        );
        services.AddSingleton<BudgetExceptionReconciler>();
        services.AddSingleton(provider => new BudgetExceptionController(
            (
                provider.GetRequiredService<IResourceStore<BudgetException>>(),
                provider.GetRequiredService<IResourceStore<TeamSlo>>(),
                provider.GetRequiredService<IResourceStore<ErrorBudgetPolicy>>()
            ),
            provider.GetRequiredService<BudgetExceptionReconciler>(),
            provider.GetRequiredService<AcceptedExceptions>(),
            (
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<BudgetExceptionController>>()
            )
        ));
        AddStandingPart<IResourceStore<BudgetException>>(
            services,
            "store of BudgetExceptions",
            store => store.RunAsync
        );
        AddPart<BudgetExceptionController>(
            services,
            "controller of BudgetExceptions",
            controller => controller.RunAsync
        );
    }
}
