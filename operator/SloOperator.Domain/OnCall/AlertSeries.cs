namespace SloOperator.Domain.OnCall;

/// <summary>Whose sample it is, at three grains.</summary>
/// <param name="Key">Of the group that is paged as one, such as HighLatency/api.</param>
/// <param name="Alert">The alert, whichever replica of Prometheus evaluated it.</param>
/// <param name="Replica">Which replica that was, whatever it is named by.</param>
public readonly record struct AlertSeries(string Key, string Alert, string Replica);
