namespace SloOperator.Domain.OnCall;

/// <summary>A shift and the incidents that began in it so far.</summary>
public sealed record ShiftLoad(Shift Shift, int Incidents);
