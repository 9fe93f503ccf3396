using System.Text.RegularExpressions;

namespace SloOperator.Resources.Tickets;

/// <summary>Where in a sink tickets are raised, and what only some sinks have.</summary>
internal static partial class SinkProject
{
    private const int Longest = 255;

    /// <summary>Null, with a problem recorded, when it is malformed for its type; a webhook has none.</summary>
    public static string? Read(string? text, SinkType? type, SpecField field)
    {
        switch (type)
        {
            case SinkType.GitHub:
                return field.ReadProject(
                    text,
                    Repository(),
                    "owner/repository, such as shop/checkout"
                );
            case SinkType.GitLab:
                return field.ReadProject(
                    text,
                    PathOrNumber(),
                    "the path with its groups or the number of a project, such as shop/teams/checkout"
                );
            case SinkType.Jira:
                return field.ReadProject(text, JiraKey(), "the key of a project, such as PAY");
            case SinkType.Slack:
                return field.ReadProject(
                    text,
                    Channel(),
                    "the id or the name of a channel, such as C024BE91L"
                );
            case SinkType.Webhook when text is not null:
                field.Refuse("is not for type Webhook; leave it out");
                return null;
            default:
                return null;
        }
    }

    /// <summary>Null where it is not written.</summary>
    public static string? ReadForJira(this SpecField field, string? text, SinkType? type)
    {
        if (text is null)
        {
            return null;
        }

        if (type is not null and not SinkType.Jira)
        {
            field.Refuse($"is for type Jira alone; leave it out with type {type}");
            return null;
        }

        if (JiraName().IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            $"{Found.Quote(text)} cannot be a name of Jira's; write 1 to 60 characters on one line, with no blank at either end"
        );
        return null;
    }

    private static string? ReadProject(
        this SpecField field,
        string? text,
        Regex pattern,
        string wanted
    )
    {
        if (text is { Length: <= Longest } && pattern.IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            string.IsNullOrEmpty(text)
                ? $"is missing; write {wanted}"
                : $"{Found.Quote(text)} cannot be a project of this type; write {wanted}"
        );
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*\z")]
    private static partial Regex Repository();

    [GeneratedRegex(
        @"^([0-9]+|[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+)\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex PathOrNumber();

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]+\z")]
    private static partial Regex JiraKey();

    [GeneratedRegex(@"^(#?[a-z0-9][a-z0-9_-]*|[CG][A-Z0-9]+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Channel();

    [GeneratedRegex(
        @"^[^\x00-\x20\x7f]([^\x00-\x1f\x7f]{0,58}[^\x00-\x20\x7f])?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex JiraName();
}
