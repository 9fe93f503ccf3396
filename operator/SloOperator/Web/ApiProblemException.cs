using SloOperator.Http;

namespace SloOperator.Web;

/// <summary>Ends a request with what is told to its caller.</summary>
internal sealed class ApiProblemException(HttpProblem problem) : Exception(problem.Detail)
{
    public HttpProblem Problem { get; } = problem;
}
