using System.Globalization;

namespace SloOperator.Prometheus.Collection;

/// <summary>The series of one answer by the number of their expression.</summary>
internal sealed class BatchAnswer
{
    private static readonly IReadOnlyList<Sample> Absent = [];
    private readonly SampleSeries?[] _byRef;
    private readonly HashSet<int> _crowded = [];

    public BatchAnswer(IReadOnlyList<SampleSeries> series, int expressions)
    {
        _byRef = new SampleSeries?[expressions];
        foreach (SampleSeries one in series)
        {
            if (NumberOf(one) is { } number && number < expressions)
            {
                Place(one, number);
            }
        }
    }

    /// <summary>Empty when the expression has no series.</summary>
    public IReadOnlyList<Sample> SamplesOf(int number) => _byRef[number]?.Samples ?? Absent;

    /// <summary>True when several series came where one sum was asked for.</summary>
    public bool IsCrowded(ExpressionRefs refs) =>
        _crowded.Contains(refs.Bad) || _crowded.Contains(refs.Total);

    private void Place(SampleSeries series, int number)
    {
        if (_byRef[number] is not null)
        {
            _crowded.Add(number);
        }

        _byRef[number] = series;
    }

    private static int? NumberOf(SampleSeries series) =>
        series.Labels.TryGetValue(BatchQuery.RefLabel, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
