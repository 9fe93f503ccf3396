using SloOperator.Domain.Budgets;
using SloOperator.Domain.OnCall;
using SloOperator.Http;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>One policy's state, and those who wait until it is written. Not safe for two threads.</summary>
internal sealed class WebhookBox(
    string? uid,
    PageSource.Webhook source,
    WebhookGroups groups,
    WebhookState state
)
{
    private readonly List<(long Version, TaskCompletionSource<bool> Written)> _waiting = [];

    // Of states: each change is one more. Which one a status was made of is found by the status itself.
    private long _version;
    private (long Version, WebhookStatus Status)? _shown;

    public string? Uid => uid;

    /// <summary>Of the window that the policy has now.</summary>
    public WebhookGroups Groups { get; set; } = groups;

    public PageSource.Webhook Source { get; set; } = source;

    public WebhookState State { get; private set; } = state;

    /// <summary>Why every notification is refused; null when they are not.</summary>
    public ReadFailure? Refusing { get; private set; }

    /// <summary>True when that is news.</summary>
    /// <param name="missing">The secret that is not there; null when it is.</param>
    /// <param name="now">When that was seen.</param>
    public bool Refuse(SecretKey? missing, DateTimeOffset now)
    {
        string? reason = missing is null
            ? null
            : $"every notification is refused: there is no {missing} in the operator's namespace; create it, or name another in source.alertmanagerWebhook.secret";
        if (reason == Refusing?.Reason)
        {
            return false;
        }

        Refusing = reason is null ? null : new ReadFailure(now, reason);
        return true;
    }

    /// <summary>What time alone changes is written with what comes next.</summary>
    public void Settle(DateTimeOffset now) => State = Groups.Settle(State, now);

    /// <summary>Completes with true when a status that has it is written, with false when nobody listens any more.</summary>
    public Task<bool> Apply(GroupNotification notification, DateTimeOffset now)
    {
        WebhookState applied = Groups.Apply(State, notification, now);
        if (ReferenceEquals(applied, State) && _waiting.Count == 0)
        {
            return Task.FromResult(true);
        }

        State = applied;
        _version++;
        var written = new TaskCompletionSource<bool>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        _waiting.Add((_version, written));
        return written.Task;
    }

    /// <summary>As a status; remembers which version it is.</summary>
    public WebhookStatus Show()
    {
        WebhookStatus status = WebhookText.Write(State);
        _shown = (_version, status);
        return status;
    }

    public void Kept(WebhookStatus status)
    {
        if (_shown is not { } shown || !ReferenceEquals(shown.Status, status))
        {
            // A later one has been shown, and will be kept.
            return;
        }

        foreach ((long version, TaskCompletionSource<bool> written) in _waiting)
        {
            if (version <= shown.Version)
            {
                written.SetResult(true);
            }
        }

        _waiting.RemoveAll(waiting => waiting.Version <= shown.Version);
    }

    public void Give()
    {
        foreach ((_, TaskCompletionSource<bool> written) in _waiting)
        {
            written.SetResult(false);
        }

        _waiting.Clear();
    }
}
