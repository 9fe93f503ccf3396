using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SloOperator.Controllers;
using SloOperator.Http;
using SloOperator.Pagers.Opsgenie;
using SloOperator.Pagers.PagerDuty;

namespace SloOperator.Pagers;

/// <summary>One reader for all who have equal options, so that they share its connection and its rate limit.</summary>
/// <param name="secrets">Read in the operator's namespace.</param>
/// <param name="time">Deadlines, waits and the age of credentials.</param>
/// <param name="allowPrivate">True where loopback and link-local addresses and plain HTTP are meant; never by default.</param>
internal sealed class PagerReaders(ISecretReader secrets, TimeProvider time, bool allowPrivate)
    : IDisposable
{
    private readonly SecretCache _secrets = new(secrets, time);
    private readonly ConcurrentDictionary<PagerOptions, Lazy<PagerReader>> _readers = new();

    public IPagerReader For(PagerOptions options) =>
        _readers.GetOrAdd(options, key => new Lazy<PagerReader>(() => Open(key))).Value;

    public void Dispose()
    {
        foreach (Lazy<PagerReader> reader in _readers.Values.Where(lazy => lazy.IsValueCreated))
        {
            reader.Value.Dispose();
        }
    }

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The reader owns its client, and the client its sender."
    )]
    private PagerReader Open(PagerOptions options)
    {
        if (options.Type is PagerType.PagerDuty)
        {
            PagerClient pagerDuty = Client(options, new PagerDutyProtocol());
            return new PagerReader(
                pagerDuty,
                query => new PagerDutyReading(pagerDuty, options, query)
            );
        }

        OpsgenieDialect dialect = OpsgenieDialect.Of(options);
        PagerClient client = Client(options, new OpsgenieProtocol(dialect));
        return new PagerReader(
            client,
            query => new OpsgenieReading(new OpsgenieSession(client, dialect, options), query)
        );
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its sender.")]
    private PagerClient Client(PagerOptions options, IPagerProtocol protocol) =>
        new(
            protocol,
            new PagerSender(options, protocol, _secrets, allowPrivate),
            options.Credential,
            time
        );
}
