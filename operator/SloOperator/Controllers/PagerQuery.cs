using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Controllers;

/// <param name="Range">Pages that began in it, and shifts that overlap it, are asked for.</param>
/// <param name="Zone">What times without an offset are in.</param>
internal sealed record PagerQuery(TimeRange Range, DateTimeZone Zone);
