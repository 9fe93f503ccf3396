namespace SloOperator.Prometheus.PromQl;

/// <summary>One condition on a label; <paramref name="Value"/> is the string itself, quoted and escaped only when written out.</summary>
internal sealed record LabelMatcher(string Label, MatchType Type, string Value)
{
    private string Operator =>
        Type switch
        {
            MatchType.Equal => "=",
            MatchType.NotEqual => "!=",
            MatchType.Regex => "=~",
            _ => "!~",
        };

    /// <summary>Whether a series without the label would match. A regex that cannot be judged here counts as no: Prometheus has the last word.</summary>
    public bool MatchesEmpty =>
        Type switch
        {
            MatchType.Equal => Value.Length == 0,
            MatchType.NotEqual => Value.Length != 0,
            MatchType.Regex => LabelRegex.MatchesEmpty(Value) == true,
            _ => LabelRegex.MatchesEmpty(Value) == false,
        };

    /// <summary>PromQL: code=~"5.."; a name outside the classic alphabet is quoted, as Prometheus 3 reads it.</summary>
    public override string ToString() =>
        (PromNames.IsLabel(Label) ? Label : PromString.Quote(Label))
        + Operator
        + PromString.Quote(Value);
}
