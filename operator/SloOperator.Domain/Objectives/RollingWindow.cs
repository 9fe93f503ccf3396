namespace SloOperator.Domain.Objectives;

/// <summary>The last so many days, 1 … 90.</summary>
public sealed record RollingWindow : BudgetWindow
{
    public static readonly TimeSpan MinLength = TimeSpan.FromDays(1);
    public static readonly TimeSpan MaxLength = TimeSpan.FromDays(90);

    public RollingWindow(TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, MinLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = length;
    }

    public TimeSpan Length { get; }

    public override TimeSpan Longest => Length;

    public override TimeSpan Shortest => Length;

    public override WindowSpan SpanAt(DateTimeOffset evaluatedAt) =>
        new(evaluatedAt - Length, evaluatedAt, null);
}
