namespace SloOperator.Web;

/// <summary>Ends a request with what is told to its caller.</summary>
internal sealed class ApiProblemException(ApiProblem problem) : Exception(problem.Detail)
{
    public ApiProblem Problem { get; } = problem;
}
