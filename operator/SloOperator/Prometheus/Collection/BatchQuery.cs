using System.Globalization;
using System.Text;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Prometheus.Collection;

/// <summary>Many expressions in one: each answer carries its expression's number in a label.</summary>
internal sealed class BatchQuery
{
    public const string RefLabel = "slo_ref";

    /// <summary>What one expression costs in the text beyond itself.</summary>
    public const int Wrapping = 40;

    private BatchQuery(string text, int expressions, IReadOnlyList<ExpressionRefs> refs)
    {
        Text = text;
        Expressions = expressions;
        Refs = refs;
    }

    public string Text { get; }

    public int Expressions { get; }

    /// <summary>In the order of the queries given.</summary>
    public IReadOnlyList<ExpressionRefs> Refs { get; }

    public static BatchQuery Of(IReadOnlyList<IndicatorQueries> queries)
    {
        var text = new StringBuilder();
        var known = new Dictionary<string, int>(queries.Count * 2, StringComparer.Ordinal);
        var refs = new ExpressionRefs[queries.Count];
        for (int i = 0; i < queries.Count; i++)
        {
            refs[i] = new ExpressionRefs(
                Number(queries[i].Bad, known, text),
                Number(queries[i].Total, known, text)
            );
        }

        return new BatchQuery(text.ToString(), known.Count, refs);
    }

    private static int Number(string expression, Dictionary<string, int> known, StringBuilder text)
    {
        if (known.TryGetValue(expression, out int number))
        {
            return number;
        }

        number = known.Count;
        known.Add(expression, number);
        text.Append(number == 0 ? "" : " or ")
            .Append(
                CultureInfo.InvariantCulture,
                $"label_replace({expression},\"{RefLabel}\",\"{number}\",\"\",\"\")"
            );
        return number;
    }
}
