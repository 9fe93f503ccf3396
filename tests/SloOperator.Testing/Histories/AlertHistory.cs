namespace SloOperator.Testing.Histories;

/// <summary>A series of ALERTS as a rule group writes it: 1 at each evaluation while the alert fires, and nothing else.</summary>
public sealed class AlertHistory : ISampledSeries
{
    private readonly SortedList<DateTimeOffset, DateTimeOffset> _firing = [];

    internal AlertHistory(SeriesName name) => Name = name;

    public SeriesName Name { get; }

    (string Name, string Type) ISampledSeries.Family => (Name.Metric, "gauge");

    /// <summary>At the evaluations in [from, to).</summary>
    public AlertHistory Fires(DateTimeOffset from, DateTimeOffset to)
    {
        _firing[from] = to;
        return this;
    }

    double? ISampledSeries.SampleAt(DateTimeOffset time)
    {
        int low = 0;
        int high = _firing.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_firing.GetKeyAtIndex(middle) > time)
            {
                high = middle - 1;
            }
            else if (_firing.GetValueAtIndex(middle) <= time)
            {
                low = middle + 1;
            }
            else
            {
                return 1;
            }
        }

        return null;
    }
}
