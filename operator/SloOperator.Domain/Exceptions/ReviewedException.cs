namespace SloOperator.Domain.Exceptions;

/// <summary>An exception, and what keeps it from having any effect.</summary>
/// <param name="Terms">As asked for.</param>
/// <param name="Problems">Empty: it is accepted. Each with its field below <c>spec</c>.</param>
public sealed record ReviewedException(
    ExceptionTerms Terms,
    IReadOnlyList<(string Field, string Message)> Problems
)
{
    public bool IsAccepted => Problems.Count == 0;
}
