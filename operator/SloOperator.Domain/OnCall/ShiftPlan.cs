namespace SloOperator.Domain.OnCall;
/// <summary>stub</summary>
public abstract record ShiftPlan { public abstract IReadOnlyList<string> Members { get; } public abstract IReadOnlyList<Shift> Between(TimeRange range); }
