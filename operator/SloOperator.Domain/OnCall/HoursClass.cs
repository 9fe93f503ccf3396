namespace SloOperator.Domain.OnCall;

/// <summary>What a page interrupts, by the responder's clock.</summary>
public enum HoursClass
{
    /// <summary>Working hours of a working day.</summary>
    Business,

    /// <summary>Awake and off work: evenings, weekends, holidays.</summary>
    Off,

    /// <summary>Sleeping hours, whatever the day.</summary>
    Sleep,

    /// <summary>Nobody was on shift.</summary>
    Uncovered,
}
