namespace SloOperator.Domain.OnCall;

/// <summary>Incidents of a window by what they interrupted.</summary>
public readonly record struct HoursCounts(int Business, int Off, int Sleep, int Uncovered)
{
    public int Total => Business + Off + Sleep + Uncovered;

    /// <summary>Those that belong to a shift.</summary>
    public int OnShift => Business + Off + Sleep;
}
