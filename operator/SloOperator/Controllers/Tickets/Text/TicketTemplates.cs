using SloOperator.Domain.Tickets;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>The built-in texts: what happened, how it stands, why it matters, how to check it, what to do next.</summary>
internal static class TicketTemplates
{
    /// <summary>Asks for a review as well; for single incidents.</summary>
    public const string Review = "post-incident-review";

    private const string Status = "\n\n{Status}\n\n## Why it matters\n\n";
    private const string Check = "\n\n## How to check it\n\n{Check}\n\n## What to do next\n\n";

    private const string Promise =
        "Team {team} promises that {promise}, counted over {window}. What may fail without breaking that promise, {allowed}, is the error budget.";

    private const string Measurement =
        "- If what failed was planned, or was not a failure at all: a BudgetException of type Exclusion takes it out of the count, also after the fact.";

    private static readonly Dictionary<TicketCause, TicketTemplate> ByCause = new()
    {
        [TicketCause.BudgetExhausted] = new(
            "{service}: the error budget of {objective} is spent",
            "## What happened\n\nSince {since} the error budget of {objective}, an objective of {service}, is spent."
                + Status
                + Promise
                + " It is used up: whatever fails now breaks the promise to those who use {service}."
                + Check
                + """
                - Find what spent the budget: begin with the largest part, and with whatever still goes on.
                - Mend that before anything new is built, until budget has come back.

                """
                + Measurement
                + "\n\n{Policy}"
        ),
        [TicketCause.BudgetLow] = new(
            "{service}: little is left of the error budget of {objective}",
            "## What happened\n\nSince {since} little is left of the error budget of {objective}, an objective of {service}."
                + Status
                + Promise
                + " Little of it is left: one more incident may break the promise to those who use {service}."
                + Check
                + """
                - Find what spent the budget: begin with the largest part, and with whatever still goes on.
                - Plan the work that mends it, and ship with more care than usual until then.

                """
                + Measurement
                + "\n\n{Policy}"
        ),
        [TicketCause.SlowBurn] = new(
            "{service}: the error budget of {objective} burns too fast",
            "## What happened\n\nSince {since} the error budget of {objective}, an objective of {service}, burns faster than its window allows."
                + Status
                + Promise
                + " It is not spent yet, but will be before its window ends if this goes on."
                + Check
                + """
                - Compare with what changed at about {since}: a deployment, a setting, a dependency, the traffic.
                - Mend what fails all the time, even if each failure is too small to page anybody.

                """
                + Measurement
                + "\n\n{Policy}"
        ),
        [TicketCause.SingleIncident] = Incident(""),
        [TicketCause.NoData] = new(
            "{service}: {objective} cannot be measured",
            "## What happened\n\nSince {since} nobody can say how reliable {service} is: {objective} cannot be measured."
                + Status
                + "Without data a failure is not seen, and a budget that nobody can see protects nobody. No data is not good news, so it is not counted as such."
                + Check
                + """
                - Ask Prometheus for the metrics of the objective: were they renamed, or is the service no longer scraped?
                - See whether the condition DataFresh of the TeamSLO says more, and whether its PrometheusEndpoint is reachable.
                - If the objective is no longer wanted, take it out of the TeamSLO.

                {Policy}
                """
        ),
        [TicketCause.PageLoad] = Load(
            "{service}: more pages than can be followed up",
            "had more pages than leave time to follow them up",
            "Who is paged more often than about twice in a shift has no time to find out why, so the same comes back. The measure is this rotation's own limit and its own past.",
            """
            - Look through the most frequent pages: which of them asked for something to be done, at once, by a person?
            - Mend the cause of those that did; delete, or turn into tickets, those that did not.
            - If all of them were needed, the rotation needs more people or fewer services.
            """
        ),
        [TicketCause.OffHoursLoad] = Load(
            "{service}: too many pages outside working hours",
            "had more pages outside working hours than it should",
            "People who do not rest make mistakes, and leave. The measure is this rotation's own limit and its own past.",
            """
            - See which pages came at night: could they have waited until the morning? Then they need not page.
            - Move what causes them, such as batch jobs and deployments, into working hours.
            - Share the nights with another time zone or with more people.
            """
        ),
        [TicketCause.NoisyAlert] = Load(
            "{service}: alerts that tell too little",
            "was paged by alerts that tell too little",
            "Alerts that are over before somebody has looked, and many alerts for one incident, teach people to ignore pages: those that matter too.",
            """
            - Give alerts that clear by themselves a longer "for", or delete them.
            - Group alerts of one cause, so that they page once.
            - Page on what users notice (a burning error budget) rather than on causes.
            """
        ),
        [TicketCause.RepeatedIncident] = Load(
            "{service}: the same pages again and again",
            "was paged for the same again and again",
            "What comes back within a week was not mended. Each time it costs somebody their work or their sleep.",
            """
            - Take the most frequent one and find out what it has in common each time.
            - Mend its cause, or decide that it is not worth a page.
            """
        ),
    };

    private static readonly Dictionary<string, TicketTemplate> ByName = new(StringComparer.Ordinal)
    {
        [Review] = Incident(
            """
            - Hold a review within a week, without blame: what happened and when, what helped, what was luck.
            - Write down what made it possible, and one piece of work for each cause, with somebody who does it.
            - Link the review here, and close this when its work is planned.

            """
        ),
    };

    /// <param name="cause">Its own text, where there is no text of that name.</param>
    /// <param name="name">Null: the cause's own.</param>
    public static TicketTemplate For(TicketCause cause, string? name) =>
        name is not null && ByName.TryGetValue(name, out TicketTemplate? named) ? named
        : ByCause.TryGetValue(cause, out TicketTemplate? own) ? own
        : throw new ArgumentOutOfRangeException(nameof(cause), cause, "It has a text of its own.");

    private static TicketTemplate Incident(string review) =>
        new(
            "{service}: one incident took much of the error budget of {objective}",
            "## What happened\n\nOne incident, which began at {since}, took more than {minimum} of the error budget of {objective}, an objective of {service}."
                + Status
                + Promise
                + " One incident alone took a large part of it: the next one like it may take the rest."
                + Check
                + review
                + "- Find out why it could happen, why it lasted as long as it did, and what would have made it smaller.\n"
                + Measurement
                + "\n\n{Policy}"
        );

    private static TicketTemplate Load(string title, string what, string why, string next) =>
        new(
            title,
            $"## What happened\n\nIn {{window}} the on-call rotation {{service}} of team {{team}} {what}."
                + Status
                + why
                + Check
                + next
                + "\n\n{Policy}"
        );
}
