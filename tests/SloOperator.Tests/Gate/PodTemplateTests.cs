using System.Text.Json;
using SloOperator.Gate.Admission;

namespace SloOperator.Tests.Gate;

public sealed class PodTemplateTests
{
    private const string Plain =
        """{"metadata": {"labels": {"app": "api"}}, "spec": {"containers": [{"name": "app", "image": "v1"}]}}""";

    [Theory]
    [InlineData(
        """{"spec": {"containers": [{"image": "v1", "name": "app"}]}, "metadata": {"labels": {"app": "api"}}}"""
    )]
    [InlineData(
        """{"metadata": {"labels": {"app": "api", "pod-template-hash": "6d4b"}}, "spec": {"containers": [{"name": "app", "image": "v1"}]}}"""
    )]
    [InlineData(
        """{"metadata": {"labels": {"app": "api", "rollouts-pod-template-hash": "6d4b"}}, "spec": {"containers": [{"name": "app", "image": "v1"}]}}"""
    )]
    [InlineData(
        """{"metadata": {"creationTimestamp": null, "labels": {"app": "api"}}, "spec": {"containers": [{"name": "app", "image": "v1"}]}}"""
    )]
    [InlineData(
        """{"$patch": "replace", "metadata": {"labels": {"app": "api"}}, "spec": {"containers": [{"name": "app", "image": "v1"}]}}"""
    )]
    public void It_is_the_same_in_another_order_and_with_what_controllers_add(string kept) =>
        Find(kept).ShouldBe(Find(Plain));

    [Theory]
    [InlineData(
        """{"metadata": {"labels": {"app": "api"}}, "spec": {"containers": [{"name": "app", "image": "v2"}]}}"""
    )]
    [InlineData("""{"spec": {"containers": [{"name": "app", "image": "v1"}]}}""")]
    [InlineData(
        """{"metadata": {"labels": {"app": "api"}, "annotations": {"kubectl.kubernetes.io/restartedAt": "now"}}, "spec": {"containers": [{"name": "app", "image": "v1"}]}}"""
    )]
    public void Any_other_difference_makes_it_another(string other) =>
        Find(other).ShouldNotBe(Find(Plain));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"template": null}""")]
    [InlineData("""{"template": []}""")]
    [InlineData("3")]
    public void There_is_none_where_there_is_no_object(string within) =>
        PodTemplate.Find(JsonDocument.Parse(within).RootElement, "template").ShouldBeNull();

    private static PodTemplate? Find(string template) =>
        PodTemplate.Find(
            JsonDocument.Parse($$"""{"template": {{template}}}""").RootElement,
            "template"
        );
}
