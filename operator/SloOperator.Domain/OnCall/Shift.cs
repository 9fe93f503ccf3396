namespace SloOperator.Domain.OnCall;

/// <summary>The time one person is the first to be paged: [<paramref name="Start"/>, <paramref name="End"/>).</summary>
/// <param name="Member">As the schedule or the pager names them.</param>
/// <param name="Start">Pages that begin here are this shift's.</param>
/// <param name="End">Pages that begin here are the next one's.</param>
public sealed record Shift(string Member, DateTimeOffset Start, DateTimeOffset End)
{
    public TimeRange Range => new(Start, End);
}
