using SloOperator.Domain.OnCall;

namespace SloOperator.Controllers.Tickets.Text;

/// <summary>The load of a rotation.</summary>
/// <param name="Assessment">As of the last evaluation.</param>
/// <param name="Thresholds">It is judged by.</param>
internal sealed record LoadSubject(LoadAssessment Assessment, LoadThresholds Thresholds);
