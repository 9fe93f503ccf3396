namespace SloOperator.Controllers.Exceptions;

/// <summary>Somebody ships although the gate is closed.</summary>
/// <param name="By">Who, as far as the gate knows.</param>
/// <param name="Change">Class of the change; null: none was told.</param>
/// <param name="Reference">What is shipped; null: it was not told.</param>
internal sealed record ExceptionUse(string By, string? Change, string? Reference);
