using System.Diagnostics.CodeAnalysis;
using SloOperator.Domain.OnCall;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>
/// What Alertmanager tells of each policy. A notification is accepted only when the status that remembers it is written: Alertmanager sends again
/// what is not accepted, and never what is.
/// </summary>
internal sealed class WebhookInbox(
    ISecretReader secrets,
    TimeProvider time,
    LeaderElector? elector = null
) : IAlertmanagerHooks
{
    /// <summary>Alertmanager's own limit on a webhook is the receiver's timeout; a status is written in far less.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan SecretAge = TimeSpan.FromMinutes(1);

    private readonly SecretCache _secrets = new(secrets, time);
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, WebhookBox> _boxes = [];

    [SuppressMessage(
        "Design",
        "MA0046",
        Justification = "A name is all there is to say; readers are level-based."
    )]
    public event Action<ResourceName>? Changed;

    public bool IsLeading => elector?.IsLeader ?? true;

    /// <summary>Looks every minute whether the secrets are there: without its own, all of a policy's notifications are refused, and it has to say so.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var ticks = new PeriodicTimer(SecretAge, time);
        do
        {
            await CheckSecretsAsync(ct);
        } while (await ticks.WaitForNextTickAsync(ct));
    }

    /// <summary>Takes up what the status keeps, once; later calls change the secret, and how long incidents are kept.</summary>
    public void Track(ResourceName owner, PageSource.Webhook source, WebhookKeeping keeping)
    {
        lock (_gate)
        {
            if (_boxes.TryGetValue(owner, out WebhookBox? known) && known.Uid == keeping.Uid)
            {
                known.Source = source;
                known.Groups = new WebhookGroups(keeping.Lookback);
                return;
            }

            DateTimeOffset now = time.GetUtcNow();
            WebhookState state =
                WebhookText.Read(keeping.Status) ?? new WebhookState { Since = WholeSecond(now) };
            _boxes[owner] = new WebhookBox(
                keeping.Uid,
                source,
                new WebhookGroups(keeping.Lookback),
                state
            );
        }

        Changed?.Invoke(owner);
    }

    public void Untrack(ResourceName owner)
    {
        lock (_gate)
        {
            if (_boxes.Remove(owner, out WebhookBox? box))
            {
                box.Give();
            }
        }
    }

    /// <summary>As of now, and what of it a status has to keep; null when the owner is not tracked.</summary>
    public (PageHistory History, WebhookStatus Kept)? Read(ResourceName owner)
    {
        DateTimeOffset now = WholeSecond(time.GetUtcNow());
        lock (_gate)
        {
            if (!_boxes.TryGetValue(owner, out WebhookBox? box))
            {
                return null;
            }

            box.Settle(now);
            return (box.State.HistoryUntil(now) with { Failure = box.Refusing }, box.Show());
        }
    }

    /// <summary>A status that keeps so much was written.</summary>
    public void Kept(ResourceName owner, WebhookStatus kept)
    {
        lock (_gate)
        {
            if (_boxes.TryGetValue(owner, out WebhookBox? box))
            {
                box.Kept(kept);
            }
        }
    }

    public async ValueTask<string?> SecretAsync(ResourceName policy, CancellationToken ct)
    {
        PageSource.Webhook? source;
        lock (_gate)
        {
            source = _boxes.TryGetValue(policy, out WebhookBox? box) ? box.Source : null;
        }

        if (source is null)
        {
            return null;
        }

        try
        {
            // Kept for a minute: whoever calls without a credential must not be able to make the API server work.
            return await _secrets.GetAsync(source.Secret, ct);
        }
        catch (ExchangeException)
        {
            // One that is not there is a wrong credential, one that cannot be read now is not.
            return await secrets.ReadAsync(source.Secret.Secret, source.Secret.Key, ct);
        }
    }

    public async ValueTask<IAlertmanagerHooks.Verdict> AcceptAsync(
        ResourceName policy,
        GroupNotification notification,
        CancellationToken ct
    )
    {
        Task<bool> written;
        lock (_gate)
        {
            if (!_boxes.TryGetValue(policy, out WebhookBox? box))
            {
                return IAlertmanagerHooks.Verdict.Unknown;
            }

            written = box.Apply(notification, WholeSecond(time.GetUtcNow()));
        }

        Changed?.Invoke(policy);
        try
        {
            return await written.WaitAsync(LongestWrite, time, ct)
                ? IAlertmanagerHooks.Verdict.Accepted
                : IAlertmanagerHooks.Verdict.Unknown;
        }
        catch (TimeoutException e)
        {
            return IsLeading
                ? throw new IOException("The status that remembers it could not be written.", e)
                : IAlertmanagerHooks.Verdict.NotLeading;
        }
    }

    internal async Task CheckSecretsAsync(CancellationToken ct)
    {
        KeyValuePair<ResourceName, WebhookBox>[] boxes;
        lock (_gate)
        {
            boxes = [.. _boxes];
        }

        foreach ((ResourceName owner, WebhookBox box) in boxes)
        {
            SecretKey key = box.Source.Secret;
            try
            {
                string? secret = await secrets.ReadAsync(key.Secret, key.Key, ct);
                bool isNews;
                lock (_gate)
                {
                    isNews = box.Refuse(
                        string.IsNullOrWhiteSpace(secret) ? key : null,
                        time.GetUtcNow()
                    );
                }

                if (isNews)
                {
                    Changed?.Invoke(owner);
                }
            }
            catch (IOException)
            {
                // Whether it is there cannot be told now; what was seen last stands.
            }
        }
    }

    /// <summary>As a status keeps times: what is read back after a restart is what was known before.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
