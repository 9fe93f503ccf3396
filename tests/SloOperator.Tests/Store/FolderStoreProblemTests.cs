using SloOperator.Kubernetes.Api;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

public sealed class FolderStoreProblemTests : FolderStoreScenario
{
    [Theory]
    [InlineData("target: 99.9", "spec.target: must be a quoted text: write \"99.9\", not 99.9")]
    [InlineData(
        "parts: [{}, {target: true}]",
        "spec.parts[1].target: must be a quoted text: write \"true\", not true"
    )]
    [InlineData("link: {}", "spec.link: missing: from, to")]
    [InlineData("colour: red", "spec.colour: unknown field")]
    [InlineData("size: large", "spec.size: found \"large\", which is not what belongs here")]
    [InlineData("parts: {a: 1}", "spec.parts: found a mapping, which is not what belongs here")]
    public void What_cannot_be_decoded_is_reported_on_the_object_itself(string spec, string error)
    {
        Write("bad.yaml", "shop", spec);
        Write("good.yaml", "good", "size: 1");

        Folder.Look();

        Store.Find(Shop)!.Error.ShouldBe(error);
        Store.Find(Shop)!.Metadata.Generation.ShouldBe(1);
        Value(new ResourceName("default", "good")).Spec.Size.ShouldBe(1);
    }

    [Fact]
    public void A_label_that_is_no_text_is_reported_on_the_object_itself()
    {
        Write("bad.yaml", "shop", "size: 1", "  labels: {version: 1.0}\n");

        Folder.Look();

        Store
            .Find(Shop)!
            .Error.ShouldBe(
                "metadata.labels.version: must be a quoted text: write \"1.0\", not 1.0"
            );
    }

    [Fact]
    public void A_command_without_state_reads_the_same_objects_and_problems()
    {
        Write("a.yaml", "shop", "size: 1");
        Write("b.yaml", "shop", "size: 2");
        List<ManifestProblem> problems = [];

        IReadOnlyList<FolderEntry<Gadget>> read = new ManifestDecoder<Gadget>(
            GadgetJson.Gadgets
        ).ReadAll(ManifestReader.Read(Temporary.Root).Documents, Start, problems);

        read.Single().Object.Value!.Spec.Size.ShouldBe(1);
        read.Single().Manifest.Document.ToString().ShouldBe(Temporary.At("a.yaml") + ":1");
        problems.Single().Path.ShouldBe(Temporary.At("b.yaml"));
    }

    [Fact]
    public void Of_two_objects_with_one_name_the_first_counts_and_the_second_is_a_problem()
    {
        string first = Write("a.yaml", "shop", "size: 1");
        string second = Write("b.yaml", "shop", "size: 2");

        Folder.Look();

        Value(Shop).Spec.Size.ShouldBe(1);
        Store
            .Problems.Current.Single()
            .ToString()
            .ShouldBe(
                $"{second}:1: Gadget default/shop is defined already at {first}:1; this one is ignored"
            );
    }

    [Theory]
    [InlineData("{}", "metadata.name")]
    [InlineData("{name: ../../etc/passwd}", "metadata.name")]
    [InlineData("{name: Shop}", "metadata.name")]
    [InlineData("{name: 7}", "metadata.name")]
    [InlineData("{name: shop, namespace: ..}", "metadata.namespace")]
    [InlineData("[]", "metadata: is missing")]
    public void A_name_that_is_none_is_a_problem(string metadata, string message)
    {
        Temporary.Write("a.yaml", $"apiVersion: test.dev/v1\nkind: Gadget\nmetadata: {metadata}\n");

        Folder.Look();

        Store.List().ShouldBeEmpty();
        Store.Problems.Current.Single().Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_kind_of_ours_that_nobody_reads_is_a_problem_and_foreign_ones_are_not()
    {
        Temporary.Write(
            "a.yaml",
            "apiVersion: test.dev/v1\nkind: Gadgett\n---\napiVersion: test.dev/v2\nkind: Gadget\n---\napiVersion: apps/v1\nkind: Deployment\n"
        );

        Folder.Look();

        Folder
            .Problems.Current.Select(problem => problem.Message)
            .ShouldBe([
                "there is no kind Gadgett in test.dev/v1; known are Gadget in test.dev/v1",
                "there is no kind Gadget in test.dev/v2; known are Gadget in test.dev/v1",
            ]);
    }
}
