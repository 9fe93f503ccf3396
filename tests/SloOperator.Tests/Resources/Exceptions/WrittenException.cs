using SloOperator.Domain.Exceptions;
using SloOperator.Resources.Exceptions;

namespace SloOperator.Tests.Resources.Exceptions;

/// <summary>A usable exclusion of half a morning but for what a test writes into it.</summary>
internal static class WrittenException
{
    private static readonly string[] Usual =
    [
        "teamSLO: checkout",
        "type: Exclusion",
        "start: '2026-11-20T09:00:00Z'",
        "end: '2026-11-20T12:30:00+01:00'",
        "reason: The disks are moved.",
        "requestedBy: bo",
        "approvedBy: sre-leads/ann",
    ];

    /// <summary>The fields given take the place of those of their names.</summary>
    public static BudgetException With(params string[] fields) =>
        Written.Exception(Written.Fields(Usual, fields));

    public static BudgetException Named(string name, params string[] fields) =>
        Written.Exception(Written.Fields(Usual, fields), name);

    public static ExceptionTerms Terms(params string[] fields) =>
        BudgetExceptionMapper.Map(With(fields)).Terms.ShouldNotBeNull();

    public static string[] Problems(params string[] fields) =>
        [.. BudgetExceptionValidator.Validate(With(fields)).Select(problem => problem.ToString())];
}
