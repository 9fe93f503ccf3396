using Microsoft.Extensions.Logging;

namespace SloOperator.Testing;

/// <summary>One message as it would be written; a console adds the stack trace of <paramref name="Exception"/>.</summary>
public sealed record LoggedLine(LogLevel Level, string Text, Exception? Exception);
