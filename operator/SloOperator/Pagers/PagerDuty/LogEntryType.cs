namespace SloOperator.Pagers.PagerDuty;

/// <summary>What a log entry tells; all but these is of no interest.</summary>
internal enum LogEntryType
{
    /// <summary>A person was told, by whatever means.</summary>
    Notify,

    /// <summary>The incident is over.</summary>
    Resolve,
}
