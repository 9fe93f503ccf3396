using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Gate;

namespace SloOperator.Tests.Web;

public sealed class OpenApiTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async Task InitializeAsync() => _server = await ApiServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_document_has_every_address_and_no_other()
    {
        JsonElement document = (await _server.GetAsync("/api/v1/openapi.json", token: null)).Json;

        document
            .GetProperty("paths")
            .EnumerateObject()
            .Select(path => path.Name)
            .ShouldBe(_server.Routes, ignoreOrder: true);
    }

    [Fact]
    public async Task The_document_has_every_field_of_an_answer_and_no_other()
    {
        JsonElement schemas = (await _server.GetAsync("/api/v1/openapi.json", token: null))
            .Json.GetProperty("components")
            .GetProperty("schemas");

        Fields(schemas, "GateAnswer")
            .ShouldBe(Written(GateJson.Compact.GateAnswer), ignoreOrder: true);
        Fields(schemas, "GateObjective")
            .ShouldBe(
                Written(GateJson.Compact.GetTypeInfo(typeof(GateObjective))!),
                ignoreOrder: true
            );
    }

    private static IEnumerable<string> Fields(JsonElement schemas, string name) =>
        schemas
            .GetProperty(name)
            .GetProperty("properties")
            .EnumerateObject()
            .Select(property => property.Name);

    private static IEnumerable<string> Written(JsonTypeInfo type) =>
        type.Properties.Select(property => property.Name);
}
