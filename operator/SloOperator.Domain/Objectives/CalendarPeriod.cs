namespace SloOperator.Domain.Objectives;

/// <summary>Periods that start at local midnight: weeks on Monday (ISO 8601), quarters in January, April, July and October.</summary>
public enum CalendarPeriod
{
    Week,
    Month,
    Quarter,
    Year,
}
