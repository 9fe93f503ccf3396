using SloOperator.EndToEnd.Tests.Chart;
using SloOperator.EndToEnd.Tests.Fixtures;

namespace SloOperator.EndToEnd.Tests.Image;

public sealed class DockerfileTests
{
    [Fact]
    public void Both_bases_can_be_chosen_and_the_default_one_is_chiselled()
    {
        DockerfileText.Lines[0].ShouldStartWith("ARG SDK=");
        DockerfileText.Lines[1].ShouldStartWith("ARG BASE=");
        DockerfileText.Lines[1].ShouldEndWith("-chiseled");
        DockerfileText.Final[0].ShouldBe("FROM ${BASE}");
    }

    [Fact]
    public async Task The_user_is_the_one_that_the_chart_runs_the_pod_as()
    {
        ChartObject deployment = (await ChartRenderer.RenderAsync("default")).Only("Deployment");
        decimal user = deployment.PodSpec["securityContext"]!["runAsUser"]!.GetValue<decimal>();

        DockerfileText.Final.ShouldContain($"USER {user}:{user}");
    }

    [Fact]
    public void The_part_that_ships_runs_nothing_while_it_is_built() =>
        DockerfileText.Final.ShouldAllBe(line =>
            !line.StartsWith("RUN ", StringComparison.Ordinal)
            && !line.StartsWith("ADD ", StringComparison.Ordinal)
        );

    [Fact]
    public void Everything_that_the_build_reads_is_in_the_context_and_nothing_else_of_the_repository()
    {
        string[] allowed =
        [
            .. File.ReadAllLines(RepositoryRoot.File(".dockerignore"))
                .Where(line => line.StartsWith('!'))
                .Select(line => line[1..]),
        ];

        allowed.ShouldAllBe(path => Path.Exists(RepositoryRoot.File(path)));
        allowed.ShouldContain("operator");
        allowed.ShouldContain("scripts");
        allowed.ShouldNotContain("tests");
    }
}
