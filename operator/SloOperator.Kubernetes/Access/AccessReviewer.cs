using System.Security.Cryptography;
using System.Text;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Access;

/// <summary>
/// Tells by the API server who calls and what they may do. Its answers are believed for a while: yes for <see cref="BelieveYes"/>, so
/// that a right that was taken away ends soon; no for <see cref="BelieveNo"/>, so that one that was just given counts soon and
/// guessing costs the API server little.
/// </summary>
public sealed class AccessReviewer
{
    public static readonly TimeSpan BelieveYes = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan BelieveNo = TimeSpan.FromSeconds(5);

    private readonly ResourceApi<TokenReview> _tokens;
    private readonly ResourceApi<SubjectAccessReview> _rights;
    private readonly string _audience;
    private readonly RememberedAnswers<string, AccessUser> _users;
    private readonly RememberedAnswers<(string Token, AccessQuestion Question), AccessUser> _may;

    /// <param name="client">Allowed to create TokenReviews and SubjectAccessReviews; every replica asks, not the leader alone.</param>
    /// <param name="audience">For whom tokens must have been made, so that one of somebody else's cannot be used here.</param>
    /// <param name="time">Measures how long answers are believed.</param>
    public AccessReviewer(KubeClient client, string audience, TimeProvider time)
    {
        _tokens = new ResourceApi<TokenReview>(client, TokenReview.Definition);
        _rights = new ResourceApi<SubjectAccessReview>(client, SubjectAccessReview.Definition);
        _audience = audience;
        _users = new(time, BelieveYes, BelieveNo);
        _may = new(time, BelieveYes, BelieveNo);
    }

    /// <summary>Null: nobody that the API server knows, or a token that was made for others.</summary>
    /// <exception cref="KubeException">The API server does not say.</exception>
    public Task<AccessUser?> AuthenticateAsync(string token, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return _users.FindAsync(KeyOf(token), () => ReviewAsync(token, ct));
    }

    /// <summary>Null: not them, or not that.</summary>
    /// <exception cref="KubeException">The API server does not say.</exception>
    public async Task<AccessUser?> AuthorizeAsync(
        string token,
        AccessQuestion question,
        CancellationToken ct
    ) =>
        await AuthenticateAsync(token, ct) is { } user
            ? await _may.FindAsync((KeyOf(token), question), () => ReviewAsync(user, question, ct))
            : null;

    // Tokens themselves are not kept.
    private static string KeyOf(string token) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private async Task<AccessUser?> ReviewAsync(string token, CancellationToken ct)
    {
        TokenReview answer = await _tokens.CreateAsync(
            new TokenReview
            {
                Spec = new TokenReviewSpec { Token = token, Audiences = [_audience] },
            },
            ct
        );
        return
            answer.Status is { Authenticated: true, User: { } user } status
            && status.Audiences?.Contains(_audience) is true
            ? user
            : null;
    }

    private async Task<AccessUser?> ReviewAsync(
        AccessUser user,
        AccessQuestion question,
        CancellationToken ct
    )
    {
        SubjectAccessReview answer = await _rights.CreateAsync(
            new SubjectAccessReview
            {
                Spec = new SubjectAccessReviewSpec
                {
                    User = user.Username,
                    Uid = user.Uid,
                    Groups = user.Groups,
                    Extra = user.Extra,
                    ResourceAttributes = question,
                },
            },
            ct
        );
        return answer.Status?.Allowed is true ? user : null;
    }
}
