namespace SloOperator.Sinks.Trackers;

/// <summary>Whom a tracker knows by a name.</summary>
/// <param name="Id">Null: nobody.</param>
internal sealed record TrackerPerson(long? Id)
{
    public static TrackerPerson? Read(SinkAnswer answer) =>
        answer.Json.Elements() is { } found
            ? new TrackerPerson(found.Count == 1 ? found[0].Number("id") : null)
            : null;
}
