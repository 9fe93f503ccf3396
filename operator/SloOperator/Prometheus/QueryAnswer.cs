namespace SloOperator.Prometheus;

/// <summary>What came of one query. Reasons are fit for a status: one line, no credential, no URL userinfo, no whole body.</summary>
internal abstract record QueryAnswer
{
    private QueryAnswer() { }

    /// <summary>A whole answer; no series at all is an answer too.</summary>
    internal sealed record Answered(IReadOnlyList<SampleSeries> Series) : QueryAnswer;

    /// <summary>This expression is at fault: asking the same again cannot help, asking others can.</summary>
    internal sealed record Refused(string Reason) : QueryAnswer;

    /// <summary>No usable answer to any of the expressions asked: down, slow, partial, too large, not Prometheus.</summary>
    /// <param name="Reason">What was attempted and what came of it.</param>
    /// <param name="Cause">What may be asked instead.</param>
    internal sealed record Failed(string Reason, FailureCause Cause = FailureCause.Endpoint)
        : QueryAnswer
    {
        /// <summary>True when parts of the question may be answered.</summary>
        public bool IsOfThisQuestion => Cause is FailureCause.TooLarge or FailureCause.Partial;
    }
}
