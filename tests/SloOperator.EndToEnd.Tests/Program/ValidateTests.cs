using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

public sealed class ValidateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_examples_are_valid()
    {
        CommandResult valid = await OperatorBinary.RunAsync(
            "validate",
            "-f",
            RepositoryRoot.File("crds", "examples")
        );

        valid.ExitCode.ShouldBe(0);
        valid.Output.ShouldMatch(@"^\d+ objects? (is|are) valid\n\z");
        valid.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_problem_of_every_file_is_told_with_its_place_and_field()
    {
        string good = Write("good.yaml", new SloManifest("shop", "good").ToString());
        string twice = Write("z-twice.yaml", new SloManifest("shop", "good").ToString());
        string wrong = Write(
            "wrong.yaml",
            new SloManifest("shop", "wrong") { Target = "100", App = "1x" }.ToString()
        );
        string broken = Write("broken.yaml", "apiVersion: [");

        CommandResult refused = await OperatorBinary.RunAsync("validate", "-f", _folder.Path);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain($"{broken}:2: is not YAML");
        refused.Errors.ShouldContain($"{twice}:1: TeamSLO shop/good is defined already at {good}");
        string place = $"{wrong}:1: TeamSLO shop/wrong: spec.objectives[0]";
        refused.Errors.ShouldContain($"{place}.target: ");
        refused.Errors.ShouldContain($"{place}.indicator.events.errors: ");
        refused.Errors.ShouldContain($"{place}.indicator.events.total: ");
        refused.Errors.Trim().Split('\n').Length.ShouldBe(5);
        refused.Output.ShouldBe("5 problems in 2 objects\n");
    }

    [Fact]
    public async Task A_misspelt_field_hides_no_other_problem()
    {
        string manifest = new SloManifest("shop", "a") { Target = "100" }.ToString();
        string file = Write(
            "slo.yaml",
            manifest
                .Replace(
                    "  service: shop-api\n",
                    "  service: shop-api\n  windoww: {}\n",
                    StringComparison.Ordinal
                )
                .Replace("    target:", "    targett: x\n    target:", StringComparison.Ordinal)
        );

        CommandResult refused = await OperatorBinary.RunAsync("validate", "-f", file);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("spec.windoww: unknown field");
        refused.Errors.ShouldContain("spec.objectives[0].targett: unknown field");
        refused.Errors.ShouldContain("spec.objectives[0].target: ");
    }

    [Fact]
    public async Task A_folder_without_our_objects_is_a_mistake_of_the_command()
    {
        Write("config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n");

        CommandResult refused = await OperatorBinary.RunAsync("validate", "-f", _folder.Path);

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldBe(
            $"slo-operator: -f {_folder.Path}: holds no object of slo-operator.dev\n"
        );
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
