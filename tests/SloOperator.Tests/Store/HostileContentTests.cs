using System.Text;
using SloOperator.Kubernetes.Api;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

/// <summary>Whatever stands in a file costs little time, hurts that file alone, and is said in lines that can be read.</summary>
public sealed class HostileContentTests : FolderStoreScenario
{
    private const string Head = "apiVersion: test.dev/v1\nkind: Gadget\nmetadata: {name: shop}\n";
    private const int LongestLine = 700;

    /// <summary>Each computes for three seconds at most; what grows with the square of the file takes minutes.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly ResourceName Good = new("default", "good");

    private static readonly Dictionary<string, string> Bombs = new(StringComparer.Ordinal)
    {
        ["a billion laughs"] = "a: &a [lol, lol]\nb: &b [*a, *a]\n" + Head,
        ["nested lists"] = Repeat("["),
        ["nested mappings"] = Repeat("{a: "),
        ["nested dashes"] = Repeat("- "),
        ["nested questions"] = Repeat("? "),
        ["documents that are no objects"] = Repeat("- a\n---\n"),
        ["objects without a name"] = Repeat("apiVersion: test.dev/v1\nkind: Gadget\n---\n"),
        ["objects of no kind"] = Repeat("apiVersion: test.dev/v1\nkind: Stranger\n---\n"),
        ["a key without end"] = "a: 1\n" + Repeat("a") + ": 1\n",
        ["an anchor without end"] = Repeat("&a"),
        ["a number without end"] = Head + "spec: {size: " + Repeat("9") + "}\n",
        ["a text without end"] = Head + "spec: {size: \"" + Repeat("t") + "\"}\n",
        ["a quote that never closes"] = "a: \"" + Repeat("x "),
        ["line breaks in a quote"] = "a: '" + Repeat("\n"),
        ["forty thousand unknown fields"] = Head + "spec:\n" + Numbered("  colour{0}: 1\n"),
        ["more than a mebibyte"] = Head + Repeat("#") + Repeat("#"),
    };

    public static TheoryData<string> Names() => [.. Bombs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bomb_costs_little_and_hurts_its_own_file_alone(string name)
    {
        string bomb = Temporary.Write("bomb.yaml", Bombs[name]);
        Write("good.yaml", "good", "size: 1");
        TimeSpan before = Posix.ThreadTime();

        Folder.Look();

        (Posix.ThreadTime() - before).ShouldBeLessThan(Bound);
        Value(Good).Spec.Size.ShouldBe(1);
        string[] lines = Lines();
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.Length < LongestLine);
        lines
            .Where(line => !line.StartsWith("spec.", StringComparison.Ordinal))
            .ShouldAllBe(line => line.StartsWith(bomb, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_many_problems_of_a_file_the_first_are_listed()
    {
        Temporary.Write("a.yaml", Bombs["documents that are no objects"]);

        Folder.Look();

        Folder.Problems.Current.Count.ShouldBe(21);
        Folder.Problems.Current.Last().Message.ShouldBe("from here on problems are not listed");
    }

    [Fact]
    public void Of_many_unknown_fields_the_first_are_named()
    {
        Temporary.Write("a.yaml", Bombs["forty thousand unknown fields"]);

        Folder.Look();

        string[] named = Store.Find(Shop)!.Error!.Split('\n');
        named[0].ShouldBe("spec.colour0: unknown field");
        named.Length.ShouldBe(21);
    }

    [Theory]
    [InlineData("""{"apiVersion":"\ud800","kind":"Gadget"}""")]
    [InlineData("""{"apiVersion":"v1","kind":"Gadget","metadata":{"name":"\ud800"}}""")]
    [InlineData("""{"apiVersion":"v1","kind":"Gadget","spec":{"\ud800":"x"}}""")]
    public void JSON_that_escapes_half_a_character_hurts_its_own_file_alone(string json)
    {
        string path = Temporary.Write("bad.json", json);
        Write("good.yaml", "good", "size: 1");

        Folder.Look();

        Lines().ShouldBe([path + ": is not JSON: a text in it is not Unicode"]);
        Value(Good).Spec.Size.ShouldBe(1);
    }

    [Theory]
    [InlineData("spec: {size: 1}\n\0\0\0\0", 5)]
    [InlineData("\0\0\0\0", 4)]
    public void A_file_that_a_power_cut_filled_with_zeros_is_not_taken_for_a_whole_one(
        string tail,
        int line
    )
    {
        string path = Temporary.Write("shop.yaml", Head + tail);

        Folder.Look();

        Store.List().ShouldBeEmpty();
        Lines()
            .ShouldBe([
                $"{path}:{line}: holds a NUL byte: it was not written to its end, or is no text",
            ]);
    }

    [Fact]
    public void A_file_that_is_no_text_is_one_problem()
    {
        string path = Temporary.At("photo.yaml");
        File.WriteAllBytes(path, [0xff, 0xd8, 0xff, 0xe0, 0x10, 0x4a]);

        Folder.Look();

        Lines().ShouldBe([path + ": is not UTF-8 text"]);
    }

    [Fact]
    public void A_thousand_problems_are_a_hundred_lines_of_the_log_and_a_count()
    {
        var log = new CountingLog();
        var list = new ProblemList(log);

        list.Replace(Enumerable.Range(1, 1000).Select(n => new ManifestProblem("a", n, "bad")));

        list.Current.Count.ShouldBe(1000);
        log.Lines.Count.ShouldBe(101);
        log.Lines[^1].ShouldBe("900 more manifest problems like these");
    }

    /// <summary>Problems of files and names, and what objects have for errors.</summary>
    private string[] Lines() =>
        [
            .. Folder
                .Problems.Current.Concat(Store.Problems.Current)
                .Select(problem => problem.ToString()),
            .. Store.List().SelectMany(found => found.Error?.Split('\n') ?? []),
        ];

    /// <summary>Nearly as much as a file may hold.</summary>
    private static string Repeat(string part) =>
        new StringBuilder()
            .Insert(0, part, ManifestReader.MaxFileBytes / part.Length * 9 / 10)
            .ToString();

    private static string Numbered(string format) =>
        string.Concat(Enumerable.Range(0, 40_000).Select(n => string.Format(null, format, n)));
}
