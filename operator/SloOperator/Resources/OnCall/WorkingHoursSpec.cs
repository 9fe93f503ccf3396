namespace SloOperator.Resources.OnCall;

internal sealed record WorkingHoursSpec
{
    /// <summary>Days and ranges of days, such as Mon-Fri or Mon,Wed,Fri; null is Mon-Fri.</summary>
    public string? Days { get; init; }

    /// <summary>HH:mm; null is 08:00.</summary>
    public string? Start { get; init; }

    /// <summary>HH:mm; null is 18:00.</summary>
    public string? End { get; init; }
}
