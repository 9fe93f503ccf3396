using System.Reflection;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Architecture;

public sealed class DependencyTests
{
    /// <summary>What a folder of the program may use of the others: one direction of flow, adapters never see each other.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Resources"] = ["Domain", "Kubernetes", "Http", "Prometheus", "Pagers"],
        ["Http"] = ["Controllers"],
        ["Prometheus"] = ["Domain", "Kubernetes", "Controllers", "Http"],
        ["Pagers"] = ["Domain", "Kubernetes", "Controllers", "Http"],
        ["Sinks"] = ["Domain", "Kubernetes", "Controllers", "Resources", "Http"],
        ["Store"] = ["Kubernetes", "Controllers", "Resources", "Telemetry"],
        ["Telemetry"] = ["Domain", "Kubernetes", "Controllers", "Resources"],
        ["Gate"] = ["Domain", "Kubernetes", "Controllers", "Resources", "Sinks"],
        ["Web"] = ["Domain", "Kubernetes", "Controllers", "Resources", "Gate", "Http"],
        ["Controllers"] =
        [
            "Domain",
            "Kubernetes",
            "Resources",
            "Http",
            "Prometheus",
            "Pagers",
            "Sinks",
            "Telemetry",
        ],
        ["Cli"] =
        [
            "Domain",
            "Kubernetes",
            "Controllers",
            "Resources",
            "Prometheus",
            "Pagers",
            "Store",
            "Gate",
            "Http",
        ],
    };

    /// <summary>Folders beneath Sinks that are no sinks.</summary>
    private static readonly string[] SharedBySinks = ["Trackers", "Markup"];

    public static TheoryData<string> Folders() => [.. Allowed.Keys];

    [Fact]
    public void The_domain_references_the_base_library_and_NodaTime_alone() =>
        References(typeof(BudgetLedger).Assembly)
            .Where(name =>
                !name.StartsWith("System", StringComparison.Ordinal) && name is not "netstandard"
            )
            .ShouldBe(["NodaTime"]);

    [Fact]
    public void The_Kubernetes_client_knows_neither_the_domain_nor_the_program() =>
        References(typeof(KubeClient).Assembly)
            .ShouldAllBe(name =>
                !name.StartsWith("SloOperator", StringComparison.Ordinal) && name != "slo-operator"
            );

    [Fact]
    public void Every_folder_of_the_program_says_what_it_may_use() =>
        Directory
            .EnumerateDirectories(Path.Combine(SourceTree.Root, "operator", "SloOperator"))
            .Select(Path.GetFileName)
            .Where(folder => folder is not ("bin" or "obj" or "Properties"))
            .ShouldBeSubsetOf(Allowed.Keys);

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_it_may(string folder)
    {
        IEnumerable<string> violations = SourceTree
            .Files("operator", "SloOperator", folder)
            .SelectMany(file => SourceTree.Usings(file).Select(used => (file, used)))
            .Where(pair => IsOurs(pair.used) && !IsAllowed(folder, pair.used))
            .Select(pair => $"{SourceTree.Relative(pair.file)} uses {pair.used}");

        violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Http")]
    [InlineData("Prometheus")]
    [InlineData("Pagers")]
    [InlineData("Sinks")]
    [InlineData("Store")]
    [InlineData("Telemetry")]
    public void An_adapter_knows_the_ports_of_the_controllers_and_nothing_else_of_them(
        string folder
    )
    {
        string[] inner =
        [
            .. typeof(OperatorHost)
                .Assembly.GetTypes()
                .Where(IsInnerController)
                .Select(type => type.Name),
        ];
        IEnumerable<string> uses = SourceTree
            .Files("operator", "SloOperator", folder)
            .SelectMany(file =>
                SourceTree
                    .Words(file)
                    .Intersect(inner)
                    .Select(word => $"{SourceTree.Relative(file)} uses {word}")
            );

        inner.ShouldNotBeEmpty();
        uses.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PagerDuty")]
    [InlineData("Opsgenie")]
    public void A_pager_knows_no_other_pager(string pager) =>
        SourceTree
            .Files("operator", "SloOperator", "Pagers", pager)
            .SelectMany(file => SourceTree.Usings(file))
            .Where(used => used.StartsWith("SloOperator.Pagers.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    public static TheoryData<string> Sinks() =>
        [
            .. Directory
                .EnumerateDirectories(
                    Path.Combine(SourceTree.Root, "operator", "SloOperator", "Sinks")
                )
                .Select(folder => Path.GetFileName(folder)!)
                .Except(SharedBySinks),
        ];

    [Theory]
    [MemberData(nameof(Sinks))]
    public void A_sink_knows_no_other_sink(string sink) =>
        SourceTree
            .Files("operator", "SloOperator", "Sinks", sink)
            .SelectMany(file => SourceTree.Usings(file))
            .Where(used => used.StartsWith("SloOperator.Sinks.", StringComparison.Ordinal))
            .Select(used => used.Split('.')[2])
            .ShouldBeSubsetOf(SharedBySinks);

    /// <summary>Who knows one sink finds the way in every other.</summary>
    [Theory]
    [MemberData(nameof(Sinks))]
    public void Every_sink_has_the_same_files(string sink) =>
        new[] { "Protocol", "Calls", "Ticket", "Errors" }
            .Select(part => $"{sink}{part}.cs")
            .ShouldBeSubsetOf(
                SourceTree
                    .Files("operator", "SloOperator", "Sinks", sink)
                    .Select(file => Path.GetFileName(file))
            );

    private static bool IsInnerController(Type type) =>
        IsOfControllers(type)
        && type is { IsInterface: false, IsNested: false }
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !PortWords.Value.Contains(type);

    private static bool IsOfControllers(Type type) =>
        type.Namespace is "SloOperator.Controllers"
        || type.Namespace?.StartsWith("SloOperator.Controllers.", StringComparison.Ordinal) == true;

    // What a port takes and gives belongs to it, and what that is made of.
    private static readonly Lazy<HashSet<Type>> PortWords = new(() =>
    {
        var words = new HashSet<Type>();
        foreach (
            MethodInfo method in typeof(OperatorHost)
                .Assembly.GetTypes()
                .Where(type => IsOfControllers(type) && type.IsInterface)
                .SelectMany(port => port.GetMethods())
        )
        {
            AddWords(
                words,
                [.. method.GetParameters().Select(p => p.ParameterType), method.ReturnType]
            );
        }

        return words;
    });

    private static void AddWords(HashSet<Type> words, IEnumerable<Type> types)
    {
        foreach (Type type in types)
        {
            AddWords(words, type.GetGenericArguments());
            if (IsOfControllers(type) && words.Add(type))
            {
                AddWords(words, type.GetProperties().Select(property => property.PropertyType));
            }
        }
    }

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsOurs(string used) =>
        used.StartsWith("SloOperator.", StringComparison.Ordinal);

    private static bool IsAllowed(string folder, string used)
    {
        string part = used.Split('.')[1];
        return part == folder || Allowed[folder].Contains(part);
    }
}
