namespace SloOperator.Domain.OnCall;
/// <summary>stub</summary>
public sealed record HoursRule { public HoursClass ClassOf(DateTimeOffset at, string? member) => HoursClass.Business; }
