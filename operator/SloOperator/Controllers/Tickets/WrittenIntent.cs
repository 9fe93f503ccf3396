using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets;

/// <summary>A ticket that a decision asks for, in words.</summary>
/// <param name="Intent">What was decided.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">In our own subset of Markdown; at most 64 KiB.</param>
internal sealed record WrittenIntent(TicketIntent Intent, string Title, string Body);
