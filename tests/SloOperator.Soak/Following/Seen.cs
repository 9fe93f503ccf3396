namespace SloOperator.Soak.Following;

/// <summary>One version of an object: which one it is, and what is in it.</summary>
/// <param name="Uid">Of the object.</param>
/// <param name="ResourceVersion">Of the version.</param>
/// <param name="Contents">Its spec or data, in one canonical form.</param>
internal sealed record Seen(string? Uid, string? ResourceVersion, string Contents);
