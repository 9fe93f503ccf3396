namespace SloOperator.Resources;

internal sealed record ObjectiveSpec
{
    public string? Name { get; init; }

    /// <summary>Percent, a decimal string.</summary>
    public string? Target { get; init; }

    /// <summary>Occurrences or Timeslices; null is Occurrences.</summary>
    public string? Method { get; init; }

    /// <summary>With method Timeslices, and only then.</summary>
    public TimesliceSpec? Timeslice { get; init; }

    /// <summary>Null is 0.</summary>
    public long? MinimumEvents { get; init; }

    public IndicatorSpec? Indicator { get; init; }
}
