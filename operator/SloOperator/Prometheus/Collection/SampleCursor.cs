namespace SloOperator.Prometheus.Collection;

/// <summary>Walks one series in step with the bucket grid; a time that the series skips has no value.</summary>
internal struct SampleCursor(IReadOnlyList<Sample> samples)
{
    private int _next;

    /// <summary>Times must be asked for in ascending order.</summary>
    public double? At(DateTimeOffset time)
    {
        while (_next < samples.Count && samples[_next].Time < time)
        {
            _next++;
        }

        return _next < samples.Count && samples[_next].Time == time ? samples[_next].Value : null;
    }
}
