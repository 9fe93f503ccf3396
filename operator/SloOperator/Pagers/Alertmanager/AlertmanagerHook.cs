using System.Security.Cryptography;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Pagers.Alertmanager;

/// <summary>Takes the webhooks of Alertmanager: who calls is judged first, as much as can be before the body is read, and nothing of either is logged.</summary>
internal sealed partial class AlertmanagerHook(
    IAlertmanagerHooks hooks,
    ILogger<AlertmanagerHook> logger
) : IDisposable
{
    /// <summary>Bodies of callers not yet known, at one time: their memory is bounded.</summary>
    private const int MostUnproven = 8;

    /// <summary>As Kubernetes names end.</summary>
    private const int LongestName = 253;

    /// <summary>Stands in for the secret of policies that have none, so that they are judged like the others.</summary>
    private static readonly string Nobodys = RandomNumberGenerator.GetHexString(64);

    private readonly ILogger _logger = logger;
    private readonly SemaphoreSlim _unproven = new(MostUnproven);

    public async Task AnswerAsync(HttpContext context)
    {
        HookAnswer answer;
        try
        {
            answer = await JudgeAsync(context, context.RequestAborted);
        }
        catch (BadHttpRequestException e)
        {
            answer = new HookAnswer(e.StatusCode, "the body is too large, too slow or cut off");
        }
        catch (IOException)
        {
            answer = HookAnswer.NotNow;
        }

        await answer.WriteAsync(context);
    }

    public void Dispose() => _unproven.Dispose();

    private async Task<HookAnswer> JudgeAsync(HttpContext context, CancellationToken ct)
    {
        if (!hooks.IsLeading)
        {
            return HookAnswer.NotLeading;
        }

        if (HookCredential.Of(context.Request.Headers) is not { } credential)
        {
            return HookAnswer.Unauthorized;
        }

        ResourceName policy = PolicyOf(context.Request.RouteValues);
        string secret = await SecretAsync(policy, ct);
        if (credential.NeedsBody)
        {
            return await JudgeSignedAsync(
                context,
                policy,
                body => credential.Proves(secret, body),
                ct
            );
        }

        return credential.Proves(secret, [])
            ? await TakeAsync(policy, await HookBody.ReadAsync(context, ct), ct)
            : HookAnswer.Unauthorized;
    }

    private async Task<HookAnswer> JudgeSignedAsync(
        HttpContext context,
        ResourceName policy,
        Predicate<byte[]> isSigned,
        CancellationToken ct
    )
    {
        if (!await _unproven.WaitAsync(TimeSpan.Zero, ct))
        {
            return HookAnswer.NotNow;
        }

        byte[] body;
        try
        {
            body = await HookBody.ReadAsync(context, ct);
        }
        finally
        {
            _unproven.Release();
        }

        return isSigned(body) ? await TakeAsync(policy, body, ct) : HookAnswer.Unauthorized;
    }

    private async Task<HookAnswer> TakeAsync(ResourceName policy, byte[] body, CancellationToken ct)
    {
        if (
            !NotificationReader.TryRead(
                body,
                out GroupNotification? notification,
                out string? problem
            )
        )
        {
            LogMalformed(policy);
            return HookAnswer.Malformed(problem);
        }

        return await hooks.AcceptAsync(policy, notification, ct) switch
        {
            IAlertmanagerHooks.Verdict.Accepted => HookAnswer.Accepted,
            IAlertmanagerHooks.Verdict.Unknown => HookAnswer.Unauthorized,
            _ => HookAnswer.NotLeading,
        };
    }

    /// <summary>A name that no policy can have is not asked for, and a secret that is blank proves nothing.</summary>
    private async ValueTask<string> SecretAsync(ResourceName policy, CancellationToken ct) =>
        IsName(policy.Namespace)
        && IsName(policy.Name)
        && await hooks.SecretAsync(policy, ct) is { } secret
        && !string.IsNullOrWhiteSpace(secret)
            ? secret
            : Nobodys;

    private static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName }
        && name.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.'
        );

    private static ResourceName PolicyOf(RouteValueDictionary values) =>
        new((string?)values["namespace"], (string)values["name"]!);
}
