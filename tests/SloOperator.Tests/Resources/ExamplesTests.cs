using System.Text.Json;
using SloOperator.Domain.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;
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
            .ShouldBe(
                [
                    "TeamSLO",
                    "OnCallPolicy",
                    "PrometheusEndpoint",
                    "ErrorBudgetPolicy",
                    "TicketSink",
                    "BudgetException",
                ],
                ignoreOrder: true
            );

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

    [Fact]
    public void Every_policy_can_be_used_and_none_takes_the_place_of_the_built_in()
    {
        ErrorBudgetPolicy[] policies = [.. Read(ManifestKinds.ErrorBudgetPolicy)];

        policies.SelectMany(ErrorBudgetPolicyValidator.Validate).ShouldBeEmpty();
        policies.ShouldHaveSingleItem().Metadata.Name.ShouldBe("tier-1");
    }

    [Fact]
    public void Every_sink_can_be_used() =>
        Read(ManifestKinds.TicketSink)
            .SelectMany(sink => TicketSinkValidator.Validate(sink, allowPrivate: false))
            .ShouldBeEmpty();

    [Fact]
    public void Every_exception_would_be_accepted_by_the_example_of_a_policy()
    {
        var policy = Decoded<ErrorBudgetPolicy>.FromValue(
            Read(ManifestKinds.ErrorBudgetPolicy).Single()
        );
        var mapper = new TeamSloMapper(
            DefaultEndpoint.StandIn(_ => null, "http://127.0.0.1:9090"),
            _ => policy
        );
        foreach (
            var exceptions in Read(ManifestKinds.BudgetException)
                .GroupBy(each => each.Spec!.TeamSlo, StringComparer.Ordinal)
        )
        {
            TeamObjectives slo = mapper
                .Map(
                    Read(ManifestKinds.TeamSlo).Single(each => each.Metadata.Name == exceptions.Key)
                )
                .Objectives.ShouldNotBeNull();

            ExceptionReview
                .Of(
                    exceptions.Select(each =>
                        BudgetExceptionMapper.Map(each).Terms.ShouldNotBeNull()
                    ),
                    new ReviewFacts(
                        slo.Policy.Exceptions,
                        slo.Window,
                        [.. slo.Objectives.Select(each => each.Objective.Name)]
                    )
                )
                .SelectMany(each => each.Problems)
                .ShouldBeEmpty();
        }
    }

    private static IEnumerable<T> Read<T>(ResourceDefinition<T> definition)
        where T : class, IKubernetesObject =>
        from document in Examples.Documents
        where document.Kind.Equals(definition.Kind, StringComparison.Ordinal)
        select JsonSerializer.Deserialize(document.Json.Span, definition.TypeInfo);
}
