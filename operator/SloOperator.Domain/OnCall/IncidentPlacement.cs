namespace SloOperator.Domain.OnCall;

/// <summary>Puts incidents into the shifts that contain their starts.</summary>
internal static class IncidentPlacement
{
    /// <param name="incidents">Sorted by start.</param>
    /// <param name="shifts">Sorted by start; where two overlap, the one that began first has the page.</param>
    /// <param name="hours">By whose clock they are classed.</param>
    public static IReadOnlyList<PlacedIncident> Place(
        IEnumerable<Incident> incidents,
        IReadOnlyList<Shift> shifts,
        HoursRule hours
    ) => [.. incidents.Select(incident => Place(incident, shifts, hours))];

    private static PlacedIncident Place(
        Incident incident,
        IReadOnlyList<Shift> shifts,
        HoursRule hours
    )
    {
        Shift? shift = shifts.FirstOrDefault(shift => shift.Range.Contains(incident.Start));
        return new PlacedIncident(
            incident,
            shift,
            shift is null
                ? HoursClass.Uncovered
                : hours.ClassOf(incident.Start, incident.Responder ?? shift.Member)
        );
    }
}
