using SloOperator.Cli;
using SloOperator.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace SloOperator.Tests.Docs;

/// <summary>What docs/gates.md shows can be used as it stands there.</summary>
public sealed class GateExampleTests
{
    private const string Command = "slo-operator ";

    private static readonly string[] Lines = File.ReadAllLines(
        Path.Combine(SourceTree.Root, "docs", "gates.md")
    );

    public static TheoryData<string> Commands() =>
        [
            .. Lines
                .Select(line => line.IndexOf(Command + "gate ", StringComparison.Ordinal))
                .Zip(Lines)
                .Where(found => found.First >= 0 && !found.Second.StartsWith('#'))
                .Select(found => found.Second[(found.First + Command.Length)..]),
        ];

    public static TheoryData<string> Blocks() => [.. BlocksOf("yaml")];

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

    private static IEnumerable<string> BlocksOf(string language)
    {
        List<string>? block = null;
        foreach (string line in Lines)
        {
            if (block is null)
            {
                block = line == "```" + language ? [] : null;
            }
            else if (line == "```")
            {
                yield return string.Join('\n', block);
                block = null;
            }
            else
            {
                block.Add(line);
            }
        }
    }
}
