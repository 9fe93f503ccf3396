using SloOperator.Domain.OnCall;

namespace SloOperator.Resources.OnCall;

/// <summary>Who is paged when, and what that interrupts.</summary>
/// <param name="Plan">Null where the pager has the schedule.</param>
/// <param name="Hours">By the clock of whoever is paged.</param>
internal sealed record OnCallSchedule(ShiftPlan? Plan, HoursRule Hours);
