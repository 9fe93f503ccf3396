using SloOperator.Http;

namespace SloOperator.Pagers;

/// <summary>What came of one request.</summary>
internal abstract record Exchange
{
    private Exchange() { }

    internal sealed record Answered(JsonRow Json) : Exchange;

    /// <summary>There is no such thing.</summary>
    internal sealed record Missing : Exchange;

    /// <summary>The same request may be answered later.</summary>
    /// <param name="Reason">What came back.</param>
    /// <param name="Wait">As the pager says; null when it does not.</param>
    internal sealed record Busy(string Reason, TimeSpan? Wait = null) : Exchange
    {
        /// <summary>Sooner it would be refused again; null when nothing says so.</summary>
        public DateTimeOffset? Until { get; init; }
    }

    /// <summary>The same request would be refused again.</summary>
    internal sealed record Refused(string Reason) : Exchange;
}
