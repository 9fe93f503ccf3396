using System.Text.RegularExpressions;

namespace SloOperator.Tests.Architecture;

/// <summary>The product's own C# files, as they are written.</summary>
internal static partial class SourceTree
{
    public static readonly string Root = FindRoot();

    public static IReadOnlyList<string> Files(params string[] folder) =>
        [
            .. Directory
                .EnumerateFiles(
                    Path.Combine([Root, .. folder]),
                    "*.cs",
                    SearchOption.AllDirectories
                )
                .Where(file => !IsBuilt(Path.GetRelativePath(Root, file)))
                .Order(StringComparer.Ordinal),
        ];

    public static IReadOnlyList<string> Usings(string file) =>
        [
            .. Using()
                .Matches(File.ReadAllText(file))
                .Select(match => match.Groups["namespace"].Value),
        ];

    /// <summary>The identifiers of a file's code, comments left out.</summary>
    public static IEnumerable<string> Words(string file) =>
        File.ReadLines(file)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Word().Matches(line).Select(match => match.Value))
            .Distinct();

    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    private static bool IsBuilt(string relative) =>
        relative.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SloOperator.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException(
                "SloOperator.sln is not above " + AppContext.BaseDirectory
            );
    }

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex(
        @"^using (?:static )?(?:\w+ = )?(?<namespace>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Using();
}
