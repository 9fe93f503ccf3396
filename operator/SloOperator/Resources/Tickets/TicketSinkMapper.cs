using SloOperator.Resources.OnCall;

namespace SloOperator.Resources.Tickets;

/// <summary>Turns a sink as written into one that can be opened, or into the whole list of what is wrong with it.</summary>
/// <param name="allowPrivate">Whether http and addresses of this machine will do.</param>
internal sealed class TicketSinkMapper(bool allowPrivate)
{
    private const int MostNamespaces = 1000;
    private const string DefaultIssueType = "Task";

    public TicketSinkMapping Map(TicketSink sink)
    {
        List<Problem> problems = [];
        var root = new SpecField("spec", problems);
        if (sink.Spec is not { } spec)
        {
            root.Refuse("is missing; write at least type and secret");
            return new TicketSinkMapping(null, problems);
        }

        SinkOptions? options = Map(sink.Metadata.Name, spec, root);
        return new TicketSinkMapping(problems.Count == 0 ? options : null, problems);
    }

    private SinkOptions? Map(string name, TicketSinkSpec spec, SpecField root)
    {
        SinkType? type = root["type"]
            .ReadChoice(
                spec.Type,
                ("GitHub", SinkType.GitHub),
                ("GitLab", SinkType.GitLab),
                ("Jira", SinkType.Jira),
                ("Webhook", SinkType.Webhook),
                ("Slack", SinkType.Slack)
            );
        Uri? url = SinkUrl.Read(spec.Url, type, allowPrivate, root["url"]);
        string? project = SinkProject.Read(spec.Project, type, root["project"]);
        string? secret = root["secret"].ReadObjectName(spec.Secret);
        root["allowedNamespaces"]
            .ReadDistinct(
                spec.AllowedNamespaces,
                MostNamespaces,
                (field, text) => field.ReadNamespaceOrAny(text)
            );
        string? issueType = root["issueType"].ReadForJira(spec.IssueType, type);
        string? transition = root["closeTransition"].ReadForJira(spec.CloseTransition, type);
        IReadOnlyList<string> labels = root["labels"].ReadLabels(spec.Labels);
        int? perMinute = ReadLimit(spec.RateLimit?.PerMinute, root["rateLimit"]["perMinute"], 1000);
        int? perHour = ReadLimit(spec.RateLimit?.PerHour, root["rateLimit"]["perHour"], 60_000);
        if (type is not { } known || url is null || secret is null)
        {
            return null;
        }

        return new SinkOptions
        {
            Name = name,
            Type = known,
            Url = url,
            Project = project,
            Secret = secret,
            IssueType = issueType ?? (known is SinkType.Jira ? DefaultIssueType : null),
            Labels = labels,
            CloseTransition = transition,
            PerMinute = perMinute,
            PerHour = perHour,
        };
    }

    private static int? ReadLimit(int? limit, SpecField field, int most) =>
        limit is { } calls ? (int?)field.ReadNumber(calls, 1, most) : null;
}
