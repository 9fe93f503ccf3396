namespace SloOperator.Sinks;

/// <summary>What an answer means for the call.</summary>
internal enum SinkVerdict
{
    Done,

    /// <summary>Certainly not done; may be later.</summary>
    Busy,

    /// <summary>May have been done.</summary>
    Unclear,

    /// <summary>Not done before somebody changes something.</summary>
    Refused,
}
