namespace SloOperator.Resources.OnCall;

/// <summary>What statuses, metrics, events and tickets may say of a person.</summary>
internal enum Privacy
{
    /// <summary>Nothing: figures of the rotation alone.</summary>
    Aggregate,

    /// <summary>A name that stays the same and says nothing, such as responder-3f9a.</summary>
    Pseudonymous,

    /// <summary>As the schedule or the pager names them.</summary>
    Named,
}
