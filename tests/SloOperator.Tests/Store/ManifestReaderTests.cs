using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

public sealed class ManifestReaderTests : IDisposable
{
    private const string Head = "apiVersion: v1\nkind: Thing\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_document_of_a_file_is_read_with_its_place()
    {
        ManifestFile file = Parse("# one\napiVersion: v1\nkind: A\n---\napiVersion: w1\nkind: B\n");

        file.Problems.ShouldBeEmpty();
        file.Documents.Select(document =>
                (document.Index, document.Line, document.ApiVersion, document.Kind)
            )
            .ShouldBe([(0, 2, "v1", "A"), (1, 5, "w1", "B")]);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-7", "-7")]
    [InlineData("+7", "7")]
    [InlineData("007", "7")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("99.9", "99.9")]
    [InlineData("99.90", "99.90")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("\"99.9\"", "\"99.9\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("5m", "\"5m\"")]
    [InlineData("0o8", "\"0o8\"")]
    [InlineData("2026-11-20T12:00:00Z", "\"2026-11-20T12:00:00Z\"")]
    [InlineData("schöne 😀 <b>", "\"schöne \\uD83D\\uDE00 <b>\"")]
    [InlineData("|\n  a\n  b", "\"a\\nb\\n\"")]
    [InlineData("[1, [2]]", "[1,[2]]")]
    public void Values_become_JSON_by_the_core_schema(string yaml, string json)
    {
        ManifestFile file = Parse($"{Head}value: {yaml}\n");

        file.Problems.ShouldBeEmpty();
        Json(file.Documents.Single())
            .ShouldBe($"{{\"apiVersion\":\"v1\",\"kind\":\"Thing\",\"value\":{json}}}");
    }

    [Theory]
    [InlineData("a: &x 1", 3, "anchor &x")]
    [InlineData("a: *x", 3, "alias *x")]
    [InlineData("a: !!str 1", 3, "tag tag:yaml.org,2002:str")]
    [InlineData("a: !mine {}", 3, "tag !mine")]
    [InlineData("a: 1\nb: 2\na: 3", 5, "\"a\" stands here a second time")]
    [InlineData("a: .nan", 3, ".nan is not a number")]
    [InlineData("a: -.inf", 3, "-.inf is not a number")]
    [InlineData("a: 1e999", 3, "1e999 is too large")]
    [InlineData("? [a]\n: 1", 3, "a key must be")]
    [InlineData("a: [1", 4, "is not YAML")]
    [InlineData("a: \"x", 3, "is not YAML")]
    [InlineData("\ta: 1", 2, "is not YAML")]
    public void What_is_refused_is_refused_with_its_line(string yaml, int line, string message)
    {
        ManifestFile file = Parse($"{Head}{yaml}\n");

        ManifestProblem problem = file.Problems.Single();
        problem.Line.ShouldBe(line);
        problem.Message.ShouldContain(message);
        file.ReadToEnd.ShouldBeFalse();
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_at_its_first_anchor()
    {
        Parse("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n")
            .Problems.Single()
            .ToString()
            .ShouldBe(
                "file.yaml:1: the anchor &a is not allowed: write the value out where it is wanted"
            );
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(300_000, false)]
    public void Nesting_has_a_limit(int depth, bool allowed)
    {
        string nested = new string('[', depth) + new string(']', depth);

        Parse($"{Head}a: {nested}\n").Problems.Count.ShouldBe(allowed ? 0 : 1);
        Parse($"{{\"apiVersion\":\"v1\",\"kind\":\"Thing\",\"a\":{nested}}}", "file.json")
            .Problems.Count.ShouldBe(allowed ? 0 : 1);
    }

    [Fact]
    public void Documents_before_a_broken_one_are_kept()
    {
        ManifestFile file = Parse($"{Head}---\n{{");

        file.Documents.Count.ShouldBe(1);
        file.Problems.Count.ShouldBe(1);
        file.ReadToEnd.ShouldBeFalse();
    }

    [Fact]
    public void A_document_that_is_no_object_does_not_stop_the_next()
    {
        ManifestFile file = Parse(
            $"just text\n---\nkind: Thing\n---\n- {Head.Replace("\n", "\n  ", StringComparison.Ordinal)}\n---\n{Head}"
        );

        file.Documents.Single().Line.ShouldBe(9);
        file.Problems.Select(problem => problem.Line).ShouldBe([1, 3, 5]);
        file.ReadToEnd.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n---\n")]
    [InlineData("\uFEFF")]
    public void A_file_may_be_empty(string content)
    {
        ManifestFile file = Parse(content);

        file.Documents.ShouldBeEmpty();
        file.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_is_taken_apart_and_its_items_keep_their_lines()
    {
        ManifestFile file = Parse(
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n- apiVersion: v1\n  kind: B\n-\n"
        );

        file.Documents.Select(document => (document.Kind, document.Line))
            .ShouldBe([("A", 4), ("B", 6)]);
        file.Problems.Single().Message.ShouldBe("a list has an empty item");
    }

    [Fact]
    public void A_JSON_file_is_read_as_JSON()
    {
        ManifestFile file = Parse(
            """{"apiVersion":"v1","kind":"ThingList","items":[{"apiVersion":"v1","kind":"Thing","a":"\ud83d\ude00\/"}]}""",
            "file.json"
        );

        file.Problems.ShouldBeEmpty();
        Json(file.Documents.Single())
            .ShouldBe("{\"apiVersion\":\"v1\",\"kind\":\"Thing\",\"a\":\"\\uD83D\\uDE00/\"}");
    }

    [Theory]
    [InlineData("{\n\"a\": 1,\n\"a\": 2}", "is not JSON")]
    [InlineData("{\"a\": 1,}", "is not JSON")]
    [InlineData("[]", "apiVersion and kind are wanted")]
    public void Bad_JSON_is_a_problem(string json, string message)
    {
        Parse(json, "file.json").Problems.Single().Message.ShouldContain(message);
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_a_problem()
    {
        string path = _folder.At("a.yaml");
        File.WriteAllBytes(path, Encoding.Unicode.GetBytes("kind: Ä"));

        ManifestReader
            .Read(path)
            .Problems.Single()
            .ToString()
            .ShouldBe($"{path}: is not UTF-8 text");
    }

    [Fact]
    public void A_file_above_a_mebibyte_is_refused_and_one_of_exactly_that_is_read()
    {
        string fits = _folder.Write(
            "fits.yaml",
            Head + new string('#', ManifestReader.MaxFileBytes - Head.Length)
        );
        string large = _folder.Write(
            "large.yaml",
            Head + new string('#', ManifestReader.MaxFileBytes - Head.Length + 1)
        );

        ManifestReader.Read(fits).Documents.Count.ShouldBe(1);
        ManifestReader
            .Read(large)
            .Problems.Single()
            .ToString()
            .ShouldBe($"{large}: is larger than 1 MiB");
    }

    [Fact]
    public void A_folder_is_read_with_those_below_it_except_hidden_ones()
    {
        _folder.Write("b.yml", Head);
        _folder.Write("a.yaml", Head);
        _folder.Write("sub/deep/c.json", """{"apiVersion":"v1","kind":"Thing"}""");
        _folder.Write("notes.txt", Head);
        _folder.Write(".slo-operator/things/x.json", "{");
        _folder.Write(".hidden.yaml", "{");

        ManifestContents contents = ManifestReader.Read(_folder.Root);

        contents.Problems.ShouldBeEmpty();
        contents
            .Documents.Select(document => Path.GetRelativePath(_folder.Root, document.Path))
            .ShouldBe(["a.yaml", "b.yml", "sub/deep/c.json"]);
    }

    [Fact]
    public void Links_to_files_are_followed_and_links_to_folders_are_not()
    {
        _folder.Write("..data/a.yaml", Head);
        File.CreateSymbolicLink(_folder.At("a.yaml"), "..data/a.yaml");
        File.CreateSymbolicLink(_folder.At("dangling.yaml"), "nowhere");
        Directory.CreateSymbolicLink(_folder.At("loop"), _folder.Root);

        ManifestContents contents = ManifestReader.Read(_folder.Root);

        contents
            .Problems.Single()
            .ToString()
            .ShouldBe(_folder.At("dangling.yaml") + ": is a link that leads nowhere");
        contents.Documents.Single().Path.ShouldBe(_folder.At("a.yaml"));
    }

    [Fact]
    public void A_link_that_points_to_itself_takes_nothing_from_its_folder()
    {
        _folder.Write("a.yaml", Head);
        File.CreateSymbolicLink(_folder.At("circle.yaml"), "circle.yaml");

        ManifestContents contents = ManifestReader.Read(_folder.Root);

        contents
            .Problems.Single()
            .ToString()
            .ShouldBe(_folder.At("circle.yaml") + ": is a link that leads nowhere");
        contents.Documents.Count.ShouldBe(1);
    }

    [Fact]
    public void A_missing_path_is_one_clear_problem()
    {
        string path = _folder.At("missing");

        ManifestReader
            .Read(path)
            .Problems.Single()
            .ToString()
            .ShouldBe($"{path}: no such file or folder");
    }

    [Fact]
    public void One_bad_file_takes_nothing_from_the_others()
    {
        _folder.Write("a.yaml", "{");
        _folder.Write("b.yaml", Head);

        ManifestContents contents = ManifestReader.Read(_folder.Root);

        contents.Documents.Count.ShouldBe(1);
        contents.Problems.Single().Path.ShouldBe(_folder.At("a.yaml"));
    }

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        Gen<string> scraps = Gen.Elements(
                "a",
                ": ",
                "\n",
                "- ",
                "{",
                "}",
                "[",
                "]",
                "&x ",
                "*x",
                "!t ",
                "\"",
                "'",
                "|",
                ">",
                "%YAML 1.9\n",
                "---\n",
                "...\n",
                "\\U0011FFFF",
                "#",
                ", ",
                "? ",
                "  ",
                "\0",
                "😀",
                "<<",
                "~",
                "1e9",
                "\t"
            )
            .ListOf()
            .Select(string.Concat);

        Prop.ForAll(
                scraps.ToArbitrary(),
                text =>
                {
                    Parse(text);
                    Parse(text, "file.json");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static ManifestFile Parse(string content, string path = "file.yaml") =>
        ManifestReader.Parse(path, Encoding.UTF8.GetBytes(content));

    private static string Json(ManifestDocument document) =>
        Encoding.UTF8.GetString(document.Json.Span);
}
