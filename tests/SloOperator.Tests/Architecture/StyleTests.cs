using System.Reflection;
using System.Text.RegularExpressions;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Tests.Architecture;

public sealed partial class StyleTests
{
    private const int LongestFile = 400;

    private static readonly string[] EmptyNames =
    [
        "Manager",
        "Helper",
        "Service",
        "Util",
        "Utils",
        "Common",
        "Base",
        "Data",
        "Info",
    ];

    public static TheoryData<string> Assemblies() => ["Domain", "Kubernetes", "Program"];

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        SourceTree
            .Files("operator")
            .Concat(SourceTree.Files("tests"))
            .Where(file => File.ReadLines(file).Count() > LongestFile)
            .Select(SourceTree.Relative)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Classes_are_sealed_unless_something_derives_from_them(string name)
    {
        Type[] types = [.. OwnTypes(name)];
        types
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Where(type => !types.Any(other => other.BaseType == type))
            .Select(type => type.FullName)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Names_say_something(string name) =>
        OwnTypes(name)
            .Where(type =>
                EmptyNames.Any(empty => type.Name.EndsWith(empty, StringComparison.Ordinal))
            )
            .Select(type => type.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void The_program_exports_nothing() =>
        OwnTypes("Program")
            .Where(type => type.IsPublic)
            .Select(type => type.FullName)
            .ShouldBeEmpty();

    [Theory]
    [InlineData("SloOperator.Domain")]
    [InlineData("SloOperator.Kubernetes")]
    public void Public_types_say_in_a_sentence_what_their_signature_cannot(string project) =>
        SourceTree
            .Files("operator", project)
            .SelectMany(file =>
                Undocumented()
                    .Matches(File.ReadAllText(file))
                    .Select(match => $"{SourceTree.Relative(file)}: {match.Groups["type"].Value}")
            )
            .ShouldBeEmpty();

    private static IEnumerable<Type> OwnTypes(string name) =>
        AssemblyOf(name)
            .GetTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal) && IsWritten(type));

    private static bool IsWritten(Type type) =>
        type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null
        && type.Namespace?.StartsWith("SloOperator", StringComparison.Ordinal) == true
        && !type.FullName!.Contains("Json", StringComparison.Ordinal);

    private static Assembly AssemblyOf(string name) =>
        name switch
        {
            "Domain" => typeof(BudgetLedger).Assembly,
            "Kubernetes" => typeof(KubeClient).Assembly,
            _ => typeof(TeamSlo).Assembly,
        };

    // A public type at the start of a line whose line before is neither a doc comment nor an attribute.
    [GeneratedRegex(
        @"(?<!(///[^\n]*|\])\n)^public (?:(?:sealed|static|abstract|readonly|partial|record|struct|class|interface|enum|delegate) )+(?<type>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Undocumented();
}
