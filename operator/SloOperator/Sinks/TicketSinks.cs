using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using SloOperator.Controllers;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.GitHub;
using SloOperator.Sinks.GitLab;
using SloOperator.Sinks.Jira;
using SloOperator.Sinks.Slack;
using SloOperator.Sinks.Trackers;
using SloOperator.Sinks.Webhook;

namespace SloOperator.Sinks;

/// <summary>One sink for all who have equal options, so that they share its connections and its rate limit.</summary>
/// <param name="secrets">Read in the operator's namespace.</param>
/// <param name="time">Deadlines, pauses and the age of credentials.</param>
/// <param name="allowPrivate">True where loopback and link-local addresses and plain HTTP are meant; never by default.</param>
internal sealed class TicketSinks(ISecretReader secrets, TimeProvider time, bool allowPrivate)
    : ITicketSinks,
        IDisposable
{
    // Tells one version from another, and is too short to find a credential by.
    private const int VersionDigits = 8;

    private readonly SecretCache _secrets = new(secrets, time);
    private readonly ConcurrentDictionary<SinkOptions, Lazy<OpenSink>> _open = new();

    public ITicketSink For(SinkOptions options) => Opened(options).Sink;

    public async Task<string?> VersionAsync(SinkOptions options, CancellationToken ct)
    {
        try
        {
            return Version(options, await Opened(options).Secret.ReadAsync(ct));
        }
        catch (ExchangeException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (Lazy<OpenSink> open in _open.Values.Where(lazy => lazy.IsValueCreated))
        {
            open.Value.Dispose();
        }
    }

    private static string Version(SinkOptions options, SinkCredential credential)
    {
        IEnumerable<string?> parts =
        [
            options.Type.ToString(),
            options.Url.ToString(),
            options.Project,
            options.Secret,
            options.IssueType,
            options.CloseTransition,
            .. options.Labels,
            .. credential.Keys.SelectMany(key => new[] { key, credential.Find(key) }),
        ];
        string text = string.Concat(parts.Select(part => $"{part?.Length ?? -1}:{part}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[
            ..VersionDigits
        ];
    }

    private OpenSink Opened(SinkOptions options) =>
        _open.GetOrAdd(options, key => new Lazy<OpenSink>(() => Open(key))).Value;

    private OpenSink Open(SinkOptions options) =>
        options.Type switch
        {
            SinkType.GitHub => Open(
                options,
                new GitHubProtocol(options),
                client => new TrackerSink(
                    client,
                    new GitHubCalls(options),
                    GitHubProtocol.Traits(options),
                    time
                )
            ),
            SinkType.GitLab => Open(
                options,
                new GitLabProtocol(options),
                client => new TrackerSink(
                    client,
                    new GitLabCalls(options),
                    GitLabProtocol.Traits(options),
                    time
                )
            ),
            SinkType.Webhook => Open(
                options,
                new WebhookProtocol(options),
                client => new WebhookSink(client, options)
            ),
            SinkType.Jira => OpenJira(options, JiraDialect.Of(options)),
            SinkType.Slack => Open(
                options,
                new SlackProtocol(options),
                client => new SlackSink(client, options)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Type, "No sink."),
        };

    private OpenSink OpenJira(SinkOptions options, JiraDialect dialect) =>
        Open(
            options,
            new JiraProtocol(options, dialect),
            client => new JiraSink(client, options, dialect)
        );

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The open sink owns its client, and the client its sender."
    )]
    private OpenSink Open(
        SinkOptions options,
        ISinkProtocol protocol,
        Func<SinkClient, ITicketSink> open
    )
    {
        var secret = new SinkSecret(options.Secret, protocol, _secrets);
        var sender = new SinkSender(options, protocol, secret, allowPrivate);
        var client = new SinkClient(options, protocol, sender, secret, time);
        return new OpenSink(open(client), secret, client);
    }
}
