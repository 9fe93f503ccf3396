using SloOperator.Http;

namespace SloOperator.Sinks;

/// <summary>What of HTTP, credentials and errors differs from sink to sink.</summary>
internal interface ISinkProtocol
{
    /// <summary>As reasons name it.</summary>
    string Name { get; }

    /// <summary>Keys of the sink's secret that must be there.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Keys that may be there.</summary>
    IReadOnlyList<string> OptionalKeys { get; }

    /// <summary>Adds the headers that every request has, those of the credential among them.</summary>
    /// <param name="request">Without a body yet.</param>
    /// <param name="body">As it will be sent; empty: there is none.</param>
    /// <param name="credential">Of the sink's secret.</param>
    /// <exception cref="ExchangeException">The credential is none that a request can carry.</exception>
    void Prepare(HttpRequestMessage request, byte[] body, SinkCredential credential);

    /// <summary>What an answer means, where its status misleads; null: what the status says.</summary>
    SinkVerdict? Judge(SinkAnswer answer);

    /// <summary>How long the next call would be refused, beside what Retry-After says; null: nothing says it would.</summary>
    TimeSpan? Limit(SinkAnswer answer, DateTimeOffset now);

    /// <summary>What the sink found wrong and what to change where, in our words; null: no more than the status says.</summary>
    string? Explain(SinkAnswer answer, SinkCall call);
}
