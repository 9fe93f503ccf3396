using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;
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
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(["TeamSLO", "OnCallPolicy", "PrometheusEndpoint"], ignoreOrder: true);

    [Fact]
    public void Every_TeamSLO_can_be_used_with_the_command_line_endpoint_alone()
    {
        var mapper = new TeamSloMapper(
            DefaultEndpoint.StandIn(_ => null, "http://127.0.0.1:9090"),
            _ => null
        );
        TeamSlo[] slos = [.. Read(ManifestKinds.TeamSlo)];

        slos.Length.ShouldBe(4);
        slos.SelectMany(slo => mapper.Map(slo).Problems).ShouldBeEmpty();
    }

    [Fact]
    public void Every_OnCallPolicy_can_be_used_with_the_command_line_endpoint_alone()
    {
        var mapper = new OnCallPolicyMapper(
            DefaultEndpoint.StandIn(_ => null, "http://127.0.0.1:9090"),
            _ => null
        );
        OnCallPolicyMapping[] mapped = [.. Read(ManifestKinds.OnCallPolicy).Select(mapper.Map)];

        mapped.SelectMany(each => each.Problems).ShouldBeEmpty();
        mapped
            .Select(each => each.Terms!.Source.Name)
            .ShouldBe(
                ["Prometheus", "Prometheus", "PagerDuty", "AlertmanagerWebhook"],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_TeamSLO_names_an_OnCallPolicy_that_is_among_the_examples() =>
        Read(ManifestKinds.TeamSlo)
            .Select(slo => slo.Spec!.OnCallPolicy)
            .OfType<string>()
            .ShouldHaveSingleItem()
            .ShouldBeOneOf([
                .. Read(ManifestKinds.OnCallPolicy).Select(policy => policy.Metadata.Name),
            ]);

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
        where document.Kind.Equals(definition.Kind, StringComparison.Ordinal)
        select JsonSerializer.Deserialize(document.Json.Span, definition.TypeInfo);
}
