using SloOperator.Cli;
using YamlDotNet.RepresentationModel;

namespace SloOperator.Tests.Docs;

/// <summary>What docs/gates.md shows can be used as it stands there.</summary>
public sealed class GateExampleTests
{
    private const string Command = "slo-operator ";

    private static readonly MarkdownPage Page = MarkdownPage.Read("gates.md");

    public static TheoryData<string> Commands() =>
        [
            .. Page
                .Lines.Select(line => line.IndexOf(Command + "gate ", StringComparison.Ordinal))
                .Zip(Page.Lines)
                .Where(found => found.First >= 0 && !found.Second.StartsWith('#'))
                .Select(found => found.Second[(found.First + Command.Length)..]),
        ];

    public static TheoryData<string> Blocks() => [.. Page.Blocks("yaml")];

    [Fact]
    public void There_are_examples()
    {
        Commands().Count.ShouldBe(5);
        Blocks().Count.ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_one_that_the_program_takes(string arguments) =>
        CommandLine.Create().Parse(arguments).Errors.Select(error => error.Message).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_manifest_is_YAML(string block)
    {
        var stream = new YamlStream();

        stream.Load(new StringReader(block));

        stream.Documents.ShouldHaveSingleItem().RootNode.ShouldBeOfType<YamlMappingNode>();
    }
}
