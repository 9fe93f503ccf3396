using SloOperator.Controllers.Tickets;
using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Budgets;
using SloOperator.Domain.Tickets;

namespace SloOperator.Tests.Controllers.Tickets.Text;

/// <summary>Whole texts as people get them.</summary>
public sealed class TicketTextTests
{
    [Fact]
    public void A_spent_budget_is_told_with_all_that_is_known()
    {
        WrittenIntent written = TicketText.Write(
            GivenTicket.Slo(GivenTicket.Overspent),
            GivenTicket.Intent(TicketCause.BudgetExhausted)
        );

        written.Title.ShouldBe("checkout-api: the error budget of availability is spent");
        written.Body.ShouldBe(
            """
            ## What happened

            Since 2026-11-20 11:30 UTC the error budget of availability, an objective of checkout-api, is spent.

            ## Current status

            This block is kept up to date, at most once an hour; the rest of the text stays.

            - **Decision**: The reason of the decision.
            - **Budget left**: none, and 12.4 % more than there was is spent
            - **Measured**: 99.9312 % good; 4,519 of 6,570,210 events were bad in the last 28 days; as of 2026-11-20 12:00 UTC
            - **Trend**: burns 0.8 over 5m, 1.1 over 1h, 1.4 over 6h, 1.04 over 3d; 1 spends the whole budget in exactly its window
            - **Where it went**: 41 % from 2026-11-18 10:00 UTC to 2026-11-18 11:00 UTC; 30 % from 2026-11-20 10:00 UTC to 2026-11-20 11:55 UTC
            - **Excluded**: 1 hour of the window by maintenance-1; without that there would be left: none, and 30 % more than there was is spent
            - **Deployments**: denied since 2026-11-20 11:30 UTC: availability has overspent its budget by 12.4 %.
            - **Next relief**: 2026-11-23 12:00 UTC, if the last hours go on

            ## Why it matters

            Team payments promises that 99.9 % of all events are good, counted over the last 28 days. What may fail without breaking that promise, 0.1 %, is the error budget. It is used up: whatever fails now breaks the promise to those who use checkout-api.

            ## How to check it

            [Dashboard](https://grafana.test/d/slo?var-slo=payments/checkout): the figures above over time.

            In Prometheus, the share of bad events; when it is above 0.001, the budget is spent (nearly: Prometheus guesses a little at the edges):

            ```
            (sum(increase(errors[28d])) or vector(0))
              / sum(increase(requests[28d]))
            ```

            All that was measured and decided is in the status of TeamSLO payments/checkout:

            ```
            kubectl -n payments get teamslo checkout -o yaml
            ```

            ## What to do next

            - Find what spent the budget: begin with the largest part, and with whatever still goes on.
            - Mend that before anything new is built, until budget has come back.
            - If what failed was planned, or was not a failure at all: a BudgetException of type Exclusion takes it out of the count, also after the fact.

            The error-budget policy default says:

            - No budget left, for 5 minutes: deployments are denied, a P1 ticket.
            - Burning more than 14.4 times as fast as the window allows, over 5m and 1h: deployments are denied.
            - Less than 25 % of the budget left, for 30 minutes: deployments get a warning, a P2 ticket.
            - Changes of the classes rollback, security and p0 may always ship.
            """
        );
    }

    [Fact]
    public void A_load_is_told_against_its_own_past_and_names_nobody()
    {
        WrittenIntent written = TicketText.Write(
            GivenTicket.Rotation(),
            GivenTicket.Intent(TicketCause.PageLoad)
        );

        written.Title.ShouldBe("payments-primary: more pages than can be followed up");
        written.Body.ShouldBe(
            """
            ## What happened

            In the last 21 days the on-call rotation payments-primary of team payments had more pages than leave time to follow them up.

            ## Current status

            This block is kept up to date, at most once an hour; the rest of the text stays.

            - **Decision**: The reason of the decision.
            - **Window**: 2026-10-30 12:00 UTC to 2026-11-20 12:00 UTC, 98 % of it covered by data
            - **Pages**: 41 to 44 incidents: 20 in working hours, 12 off hours, 9 in sleeping hours, 0 with nobody on shift
            - **Incidents per 12 hours on call**: 2.5 (warning above 1.5, limit 2)
            - **Window before**: 0.71 incidents per 12 hours
            - **Most frequent**: HighLatency/api 9 times, 4 of them over in less than five minutes

            ## Why it matters

            Who is paged more often than about twice in a shift has no time to find out why, so the same comes back. The measure is this rotation's own limit and its own past.

            ## How to check it

            All that was measured and decided is in the status of OnCallPolicy payments/payments-primary:

            ```
            kubectl -n payments get oncallpolicy payments-primary -o yaml
            ```

            ## What to do next

            - Look through the most frequent pages: which of them asked for something to be done, at once, by a person?
            - Mend the cause of those that did; delete, or turn into tickets, those that did not.
            - If all of them were needed, the rotation needs more people or fewer services.

            The error-budget policy default says:

            - Page load over its limit twice in a row: a P2 ticket.
            """
        );
    }

    [Fact]
    public void Missing_data_are_told_without_a_figure()
    {
        WrittenIntent written = TicketText.Write(
            GivenTicket.Slo(figures: null, Verdict.MetricAbsent) with
            {
                Gate = null,
                Dashboard = null,
                Command = "slo-operator evaluate .",
            },
            GivenTicket.Intent(TicketCause.NoData)
        );

        written.Title.ShouldBe("checkout-api: availability cannot be measured");
        written.Body.ShouldBe(
            """
            ## What happened

            Since 2026-11-20 11:30 UTC nobody can say how reliable checkout-api is: availability cannot be measured.

            ## Current status

            This block is kept up to date, at most once an hour; the rest of the text stays.

            - **Decision**: The reason of the decision.
            - **Data**: the metric is absent from Prometheus

            ## Why it matters

            Without data a failure is not seen, and a budget that nobody can see protects nobody. No data is not good news, so it is not counted as such.

            ## How to check it

            In Prometheus, the share of bad events; when it is above 0.001, the budget is spent (nearly: Prometheus guesses a little at the edges):

            ```
            (sum(increase(errors[28d])) or vector(0))
              / sum(increase(requests[28d]))
            ```

            All that was measured and decided is in the status of TeamSLO payments/checkout:

            ```
            slo-operator evaluate .
            ```

            ## What to do next

            - Ask Prometheus for the metrics of the objective: were they renamed, or is the service no longer scraped?
            - See whether the condition DataFresh of the TeamSLO says more, and whether its PrometheusEndpoint is reachable.
            - If the objective is no longer wanted, take it out of the TeamSLO.

            The error-budget policy default says:

            - No usable data for 1 hour: a P3 ticket.
            - As long as the data do not say: deployments get a warning.
            """
        );
    }
}
