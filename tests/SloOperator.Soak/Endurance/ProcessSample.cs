using SloOperator.Testing.Processes;

namespace SloOperator.Soak.Endurance;

/// <summary>What a process took up so long after the beginning of the run.</summary>
internal sealed record ProcessSample(TimeSpan At, ProcessUse Use);
