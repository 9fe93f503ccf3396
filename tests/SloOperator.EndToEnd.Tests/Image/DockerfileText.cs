using SloOperator.EndToEnd.Tests.Fixtures;

namespace SloOperator.EndToEnd.Tests.Image;

/// <summary>The Dockerfile, and the part of it that ships.</summary>
internal static class DockerfileText
{
    public static IReadOnlyList<string> Lines =>
        [
            .. File.ReadAllLines(RepositoryRoot.File("Dockerfile"))
                .Where(line => line.Length > 0 && !line.StartsWith('#')),
        ];

    /// <summary>From its last FROM on.</summary>
    public static IReadOnlyList<string> Final =>
        [
            .. Lines.Skip(
                Lines
                    .Index()
                    .Last(line => line.Item.StartsWith("FROM ", StringComparison.Ordinal))
                    .Index
            ),
        ];

    /// <summary>The same image made of a program and a base that are there already: nothing is compiled and nothing is pulled.</summary>
    public static string Of(string program) =>
        string.Join('\n', ["ARG BASE", $"FROM {program} AS build", .. Final]) + "\n";
}
