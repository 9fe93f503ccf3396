using System.Net;
using System.Text.Json;

namespace SloOperator.Tests.Web;

/// <summary>What a caller of the API was told.</summary>
internal sealed record ApiReply(HttpStatusCode Status, string? Type, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The detail of a problem, which is one line.</summary>
    public string Detail
    {
        get
        {
            Type.ShouldBe("application/problem+json");
            Body.TrimEnd('\n').ShouldNotContain("\n");
            Json.GetProperty("status").GetInt32().ShouldBe((int)Status);
            return Json.GetProperty("detail").GetString()!;
        }
    }

    public string[] Names =>
        [
            .. Json.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("metadata").GetProperty("name").GetString()!),
        ];

    public string? Continue =>
        Json.TryGetProperty("continue", out JsonElement text) ? text.GetString() : null;
}
