namespace SloOperator.Domain.OnCall;

/// <summary>When a figure is worth a look, and when it is too much; both are exceeded, not reached.</summary>
/// <param name="Warn">Null: it never warns.</param>
/// <param name="Limit">Null: it is never too much.</param>
public readonly record struct LoadThreshold(decimal? Warn, decimal? Limit)
{
    public LoadLevel Judge(decimal? figure) =>
        figure switch
        {
            null => LoadLevel.Unknown,
            _ when figure > Limit => LoadLevel.OverLimit,
            _ when figure > Warn => LoadLevel.Warn,
            _ => LoadLevel.Ok,
        };
}
