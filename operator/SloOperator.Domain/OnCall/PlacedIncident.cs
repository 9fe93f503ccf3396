namespace SloOperator.Domain.OnCall;

/// <summary>An incident beside the shift that holds its start, and what it interrupted.</summary>
internal sealed record PlacedIncident(Incident Incident, Shift? Shift, HoursClass Hours)
{
    /// <summary>Five minutes are the mark of a page that nobody could have acted on (oncall.md); an open one may still last.</summary>
    private static readonly TimeSpan Transient = TimeSpan.FromMinutes(5);

    /// <summary>Whose off hours it took: whoever the source says was paged, else whoever was on shift.</summary>
    public string? Responder => Incident.Responder ?? Shift?.Member;

    public bool IsOffHours => Hours is HoursClass.Off or HoursClass.Sleep;

    public bool IsTransient => Length < Transient;

    /// <summary>Null while it is open.</summary>
    public TimeSpan? Length => Incident.End - Incident.Start;
}
