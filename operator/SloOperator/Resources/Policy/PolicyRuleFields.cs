using System.Globalization;
using System.Text.RegularExpressions;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Resources.OnCall;

namespace SloOperator.Resources.Policy;

/// <summary>Reads the parts of a policy; each gives null, and records a problem, when there is something and it cannot be used.</summary>
internal static partial class PolicyRuleFields
{
    private const int MostGroups = 20;
    private const int LongestGroup = 63;

    /// <summary>A share of the whole budget from 0 to 1 with at most 6 decimals.</summary>
    public static decimal? ReadRatio(this SpecField field, string? text) =>
        field.ReadDecimal(
            text,
            RatioText(),
            "a share of the budget from 0 to 1 with at most 6 decimals, such as \"0.25\""
        );

    /// <summary>Above 0, with at most 4 decimals.</summary>
    public static decimal? ReadBurnRate(this SpecField field, string? text) =>
        field.ReadDecimal(
            text,
            RateText(),
            "a burn rate below 10000 with at most 4 decimals, such as \"14.4\""
        );

    public static SingleIncidentRule? ReadSingleIncident(SingleIncidentSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            return null;
        }

        decimal? above = field["above"].ReadRatio(spec.Above);
        TicketRequest? ticket = ReadTicket(spec.Ticket, field["ticket"]);
        return above is { } share && ticket is not null
            ? new SingleIncidentRule(share, ticket)
            : null;
    }

    public static NoDataRule? ReadNoData(NoDataSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            return null;
        }

        TimeSpan? missing = field["for"].ReadDuration(spec.For, "5m", "7d");
        TicketRequest? ticket = ReadTicket(spec.Ticket, field["ticket"]);
        return missing is { } time && ticket is not null ? new NoDataRule(time, ticket) : null;
    }

    public static TicketRequest? ReadTicket(TicketRequestSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            field.Refuse("is missing; write at least a priority, such as {priority: P2}");
            return null;
        }

        TicketPriority? priority = field["priority"]
            .ReadChoice(
                spec.Priority,
                ("P1", TicketPriority.P1),
                ("P2", TicketPriority.P2),
                ("P3", TicketPriority.P3),
                ("P4", TicketPriority.P4)
            );
        bool? known = spec.Template is null
            ? true
            : field["template"].ReadChoice(spec.Template, ("post-incident-review", true));
        return priority is { } urgency && known is true
            ? new TicketRequest(urgency, spec.Template)
            : null;
    }

    public static ExceptionRules? ReadExceptions(ExceptionRulesSpec? spec, SpecField field)
    {
        TimeSpan? longest = field["maxDuration"]
            .ReadDuration(spec?.MaxDuration ?? "30d", "5m", "366d");
        IReadOnlyList<string> groups = field["approverGroups"]
            .ReadDistinct(spec?.ApproverGroups, MostGroups, ReadGroup);
        return longest is { } span
            ? new ExceptionRules(span, groups, spec?.ApproverMayBeRequester ?? false)
            : null;
    }

    private static string? ReadGroup(SpecField field, string? text)
    {
        if (text is not null && GroupText().IsMatch(text))
        {
            return text;
        }

        field.Refuse(
            $"{Found.Quote(text ?? "")} cannot be a group; write 1 to {LongestGroup} letters, digits, '-', '_' and '.'"
        );
        return null;
    }

    private static decimal? ReadDecimal(
        this SpecField field,
        string? text,
        Regex pattern,
        string wanted
    )
    {
        if (text is not null && pattern.IsMatch(text))
        {
            return decimal.Parse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture
            );
        }

        field.Refuse(
            string.IsNullOrEmpty(text)
                ? $"is missing; write {wanted}"
                : $"{Found.Quote(text)} cannot be used; write {wanted}"
        );
        return null;
    }

    [GeneratedRegex(@"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex RatioText();

    [GeneratedRegex(@"^[0-9]{1,4}(\.[0-9]{1,4})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex RateText();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]{1,63}\z")]
    private static partial Regex GroupText();
}
