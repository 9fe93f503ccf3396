using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Sinks.Markup;

namespace SloOperator.Sinks.Jira;

/// <summary>Where people look at issues: the sink's own URL, but for Cloud's gateway, whose site must be asked for once.</summary>
internal sealed class JiraSite(SinkClient client, JiraCalls calls, SinkOptions options)
{
    private volatile string? _site = JiraDialect.IsGateway(options.Url)
        ? null
        : options.Url.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>Null: it is not known now, which keeps nothing from being done.</summary>
    public async Task<string?> FindAsync(CancellationToken ct)
    {
        if (_site is { } known)
        {
            return known;
        }

        SinkReply<WebAddress> reply = await client.AskAsync(
            calls.Site(),
            answer =>
                WebAddress.TryParse(answer.Json.Text("baseUrl"), out WebAddress? url) ? url : null,
            ct
        );
        _site = reply is SinkReply<WebAddress>.Done { Value: var site }
            ? site.Text.TrimEnd('/')
            : null;
        return _site;
    }
}
