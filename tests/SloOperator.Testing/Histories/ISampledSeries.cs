namespace SloOperator.Testing.Histories;

/// <summary>One series as scrapes see it.</summary>
internal interface ISampledSeries
{
    SeriesName Name { get; }

    /// <summary>The OpenMetrics family it is written under, and that family's type.</summary>
    (string Name, string Type) Family { get; }

    /// <summary>What a scrape at this time reads; null when it reads nothing.</summary>
    double? SampleAt(DateTimeOffset time);
}
