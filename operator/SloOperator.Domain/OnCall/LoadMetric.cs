namespace SloOperator.Domain.OnCall;

/// <summary>What of an on-call load has a threshold.</summary>
public enum LoadMetric
{
    /// <summary>Incidents of shifts ÷ hours on call that were covered by data × 12.</summary>
    IncidentsPer12h,

    /// <summary>Completed shifts with more incidents than the limit per 12 hours allows their length ÷ completed shifts.</summary>
    ShiftsOverBudget,

    /// <summary>The most off-hours and sleep incidents that one responder had in 30 days.</summary>
    OffHoursPerResponder30d,

    /// <summary>Incidents in the sleeping hours of completed shifts ÷ completed shifts.</summary>
    SleepPagesPerShift,

    /// <summary>Alerts that began ÷ incidents.</summary>
    AlertsPerIncident,

    /// <summary>Incidents over in less than five minutes ÷ incidents.</summary>
    TransientShare,

    /// <summary>How often the most frequent key opened again within seven days of its end.</summary>
    RepeatsPer7d,

    /// <summary>The largest share of the window, or of a whole round of the rotation where that is longer, that one member was on call.</summary>
    OnCallShare,

    /// <summary>Minutes until half of the incidents' alerts had cleared, which is not when somebody closed them.</summary>
    MedianRestoreMinutes,
}
