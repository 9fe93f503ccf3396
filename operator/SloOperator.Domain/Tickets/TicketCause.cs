namespace SloOperator.Domain.Tickets;

/// <summary>Why a ticket was raised.</summary>
public enum TicketCause
{
    BudgetExhausted,

    /// <summary>Shares its ticket with <see cref="BudgetExhausted"/>, which escalates in place.</summary>
    BudgetLow,

    SlowBurn,

    SingleIncident,

    PageLoad,

    OffHoursLoad,

    NoisyAlert,

    RepeatedIncident,

    NoData,

    /// <summary>Many teams at once: one ticket of the platform's in place of one for each.</summary>
    Storm,
}
