using SloOperator.Http;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks;
using SloOperator.Sinks.Jira;
using SloOperator.Testing;
using SloOperator.Tests.Http;

namespace SloOperator.Tests.Sinks.Jira;

/// <summary>A client of Jira Cloud that speaks to a stub, whatever else a test says the sink's URL is.</summary>
internal sealed class SinkClientBox : IDisposable
{
    public SinkClientBox(Uri url)
    {
        var secrets = new Secrets();
        secrets["tracker", "token"] = Filing.Token;
        secrets["tracker", "email"] = JiraStub.Email;
        var clock = new ManualTimeProvider(Filing.Noon);
        var options = new SinkOptions
        {
            Name = "payments",
            Type = SinkType.Jira,
            Url = url,
            Secret = "tracker",
        };
        var protocol = new JiraProtocol(options, JiraDialect.Cloud);
        var secret = new SinkSecret("tracker", protocol, new SecretCache(secrets, clock));
        Client = new SinkClient(
            options,
            protocol,
            new SinkSender(options, protocol, secret, allowPrivate: true),
            secret,
            clock
        );
    }

    public SinkClient Client { get; }

    public void Dispose() => Client.Dispose();
}
