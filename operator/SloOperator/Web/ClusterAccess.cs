using SloOperator.Http;
using SloOperator.Kubernetes.Access;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Web;

/// <summary>In a cluster: the API server says whose a token is, and whether they may get the TeamSLOs of a namespace.</summary>
internal sealed class ClusterAccess(AccessReviewer reviewer, string audience) : IApiAccess
{
    public async ValueTask<ApiCaller> IdentifyAsync(string? token, CancellationToken ct)
    {
        if (token is null)
        {
            throw Unauthorized(
                $"send a bearer token made for the audience {audience}, such as kubectl create token NAME --audience {audience} prints"
            );
        }

        AccessUser user =
            await AskAsync(() => reviewer.AuthenticateAsync(token, ct))
            ?? throw Unauthorized(
                $"the API server does not know this token, or it was not made for the audience {audience}"
            );
        return new ApiCaller(
            user.Username ?? "",
            async (ns, ending) =>
                await AskAsync(() =>
                    reviewer.AuthorizeAsync(
                        token,
                        new AccessQuestion(
                            "get",
                            ResourceKinds.Group,
                            ResourceKinds.TeamSlo.Plural,
                            ns
                        ),
                        ending
                    )
                )
                    is not null
        );
    }

    private static async Task<AccessUser?> AskAsync(Func<Task<AccessUser?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is KubeException or HttpRequestException)
        {
            throw new ApiProblemException(
                HttpProblem.NotNow("the API server does not say now who may ask; try again")
            );
        }
    }

    private static ApiProblemException Unauthorized(string detail) =>
        new(new HttpProblem(StatusCodes.Status401Unauthorized, detail));
}
