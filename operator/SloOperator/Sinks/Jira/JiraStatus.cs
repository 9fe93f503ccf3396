using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;

namespace SloOperator.Sinks.Jira;

/// <summary>Moves issues through workflows that nobody told us of.</summary>
internal sealed class JiraStatus(SinkClient client, SinkOptions options, JiraCalls calls)
{
    // What the outbox takes for "as it is, it cannot be reopened": the work gets an issue of its own.
    private const int Conflict = 409;

    /// <param name="issue">Not in that state yet.</param>
    /// <param name="state">Open or Closed.</param>
    /// <param name="ct">Of the caller.</param>
    public async Task<SinkReply<SinkAnswer>> MoveAsync(
        JiraIssue issue,
        ExternalState state,
        CancellationToken ct
    ) =>
        await client
            .AskAsync(calls.TransitionsOf(issue), answer => answer.Json.Rows("transitions"), ct)
            .ThenAsync(async rows =>
                Choose(JiraTransition.Read(rows), state) is { } transition
                    ? await client.AskAsync(calls.Transit(issue, transition), answer => answer, ct)
                    : NoWay(issue, state)
            );

    private JiraTransition? Choose(
        IReadOnlyList<JiraTransition> transitions,
        ExternalState state
    ) =>
        state is ExternalState.Open
            ? JiraTransition.Opening(transitions)
            : JiraTransition.Closing(transitions, options.CloseTransition);

    private SinkReply<SinkAnswer>.Refused NoWay(JiraIssue issue, ExternalState state)
    {
        SinkCall call = calls.TransitionsOf(issue);
        return (state, options.CloseTransition) switch
        {
            (ExternalState.Open, _) => new(
                client.Reason(
                    call,
                    $"no transition leads from its status to an open one; add one to the workflow of {options.Field("issueType")}"
                ),
                Conflict
            ),
            (_, { } name) => new(
                client.Reason(
                    call,
                    $"there is no transition {name} from its status; change {options.Field("closeTransition")}, or leave it out for the one to a status of the category done"
                ),
                null
            ),
            _ => new(
                client.Reason(
                    call,
                    $"no transition leads from its status to one of the category done; name one in {options.Field("closeTransition")}, or add one to the workflow of spec.issueType"
                ),
                null
            ),
        };
    }
}
