using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Store;

namespace SloOperator.Tests.Resources;

public sealed class ExamplesTests
{
    private static readonly ManifestContents Examples = ManifestReader.Read(
        Path.Combine(Crd.Folder, "examples")
    );

    [Fact]
    public void Every_file_is_read() => Examples.Problems.ShouldBeEmpty();

    [Fact]
    public void Every_document_is_of_a_known_kind() =>
        Examples
            .Documents.Select(document => document.Kind)
            .Distinct()
            .ShouldBe(["TeamSLO", "PrometheusEndpoint"], ignoreOrder: true);

    [Fact]
    public void Every_TeamSLO_can_be_used_with_the_command_line_endpoint_alone()
    {
        var mapper = new TeamSloMapper(DefaultEndpoint.StandIn(_ => null, "http://127.0.0.1:9090"));
        TeamSlo[] slos = [.. Read(ManifestKinds.TeamSlo)];

        slos.Length.ShouldBe(4);
        slos.SelectMany(slo => mapper.Map(slo).Problems).ShouldBeEmpty();
    }

    [Fact]
    public void Every_endpoint_can_be_used_and_none_takes_the_place_of_the_default()
    {
        PrometheusEndpoint[] endpoints = [.. Read(ManifestKinds.PrometheusEndpoint)];

        endpoints.SelectMany(PrometheusEndpointValidator.Validate).ShouldBeEmpty();
        endpoints.ShouldHaveSingleItem().Metadata.Name.ShouldBe("mimir");
    }

    private static IEnumerable<T> Read<T>(ResourceDefinition<T> definition)
        where T : class, IKubernetesObject =>
        from document in Examples.Documents
        where document.Kind == definition.Kind && document.ApiVersion == definition.ApiVersion
        select JsonSerializer.Deserialize(document.Json.Span, definition.TypeInfo);
}
