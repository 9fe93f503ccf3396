using SloOperator.Controllers.Tickets;
using SloOperator.Http;

namespace SloOperator.Sinks.Trackers;

/// <summary>What is asked of a tracker whose issues have labels and a text that keeps comments nobody sees.</summary>
internal interface ITrackerCalls
{
    /// <summary>Null: it takes the name itself.</summary>
    SinkCall? FindAssignee(string name);

    /// <param name="draft">All of it but the assignee.</param>
    /// <param name="assignee">The id of who was found; null: nobody was looked for.</param>
    SinkCall Create(TicketDraft draft, long? assignee);

    SinkCall Read(string id);

    SinkCall Update(TrackerIssue issue, TicketDraft draft);

    SinkCall Close(string id);

    SinkCall Reopen(string id);

    /// <summary>Issues with our label in any state, oldest first, without page and per_page.</summary>
    /// <param name="since">Those updated since then; null: all.</param>
    SinkCall List(DateTimeOffset? since);

    SinkCall Comments(string id);

    SinkCall Comment(string id, TicketComment comment);

    SinkCall Project();

    /// <summary>Null: the row is no issue.</summary>
    TrackerIssue? Issue(JsonRow row);

    /// <summary>Whether the project has issues at all; null: the row is no project.</summary>
    bool? HasIssues(JsonRow project);
}
