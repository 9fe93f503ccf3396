using System.Text.Json;

namespace SloOperator.Web;

/// <summary>Some of the objects that a caller may see, as kubectl prints them.</summary>
/// <param name="Items">In order of namespace and name.</param>
/// <param name="Continue">To be sent with the next question, for those after these; null: these are the last.</param>
internal sealed record ApiPage(IReadOnlyList<JsonElement> Items, string? Continue);
