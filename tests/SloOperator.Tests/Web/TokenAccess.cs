using SloOperator.Http;
using SloOperator.Web;

namespace SloOperator.Tests.Web;

/// <summary>Knows one token, whose owner may read some namespaces.</summary>
internal sealed class TokenAccess(params string[] readable) : IApiAccess
{
    public const string Token = "t0ken";

    public List<string?> Asked { get; } = [];

    public ValueTask<ApiCaller> IdentifyAsync(string? token, CancellationToken ct) =>
        token == Token
            ? ValueTask.FromResult(
                new ApiCaller(
                    "ci",
                    (ns, _) =>
                    {
                        Asked.Add(ns);
                        return ValueTask.FromResult(readable.Contains(ns));
                    }
                )
            )
            : throw new ApiProblemException(new HttpProblem(401, "send a token"));
}
