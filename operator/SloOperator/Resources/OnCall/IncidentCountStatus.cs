namespace SloOperator.Resources.OnCall;

/// <summary>Flaps cannot always be told apart: the fewest and the most incidents that the data can mean.</summary>
internal sealed record IncidentCountStatus
{
    /// <summary>What is judged.</summary>
    public long? Lower { get; init; }

    public long? Upper { get; init; }
}
