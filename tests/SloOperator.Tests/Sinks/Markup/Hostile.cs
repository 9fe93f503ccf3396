using FsCheck;
using FsCheck.Fluent;
using SloOperator.Sinks.Markup;

namespace SloOperator.Tests.Sinks.Markup;

/// <summary>Documents whose every text is one that wants to be more.</summary>
internal static class Hostile
{
    /// <summary>Each would do something in GitHub, GitLab, Jira or Slack if it were written as it is.</summary>
    private static readonly string[] Pieces =
    [
        "@octocat",
        "@org/team",
        "#12",
        "GH-12",
        "gh-7",
        "owner/repo#3",
        "!45",
        "%9",
        "~bug",
        "&8",
        "$17",
        "^alert#1",
        "Fixes #12",
        "closes https://github.com/o/r/issues/1",
        "resolves: o/r#9",
        "Closes GH-4",
        "/close",
        "/assign @me",
        "::include{file=x}",
        "[TOC]",
        "[[_TOC_]]",
        "[^1]",
        "[ ] task",
        "[x](javascript:alert(1))",
        "[vulnerability:123]",
        "https://evil.test/x",
        "http://a.b",
        "www.evil.test",
        "me@evil.test",
        "mailto:a@b.c",
        "<script>",
        "<!-- x -->",
        "<b>",
        "&lt;",
        "&#64;x",
        "</details>",
        "![i](http://x/y.png)",
        "<https://x.y>",
        "# ",
        "## x",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "> ",
        ">>>",
        "---",
        "***",
        "===",
        "| a | b |",
        "    code",
        "\t",
        "**",
        "__",
        "*a*",
        "_a_",
        "~~a~~",
        "`",
        "``",
        "```",
        "~~~",
        "$$",
        "$x$",
        "\\",
        "\\\\",
        "{",
        "}",
        "{{x}}",
        "{+a+}",
        ":smile:",
        ":+1:",
        ":100:",
        "12:00",
        ":)",
        ";)",
        "(y)",
        "(/)",
        "(!)",
        "(c)",
        "h1. x",
        "bq. x",
        "{code}",
        "{noformat}",
        "{NOFORMAT}",
        "[~admin]",
        "[x|http://evil.test]",
        "!http://x/y.png!",
        "??a??",
        "--",
        "^a^",
        "+a+",
        "-a-",
        "||a||",
        "OPS-12",
        "P4-3",
        "\\\\",
        "<!channel>",
        "<@U123>",
        "<#C1>",
        "<http://e.x|y>",
        "&amp;",
        "\n",
        "\r\n",
        "\u2028",
        "\n\n",
        "\n- x",
        "\n# x",
        "\n```\n",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\0",
        "\u001b[31m",
        "\ud83d",
        "😀",
        "é",
        "大",
        "a",
        "b1",
        " ",
        "  ",
        "checkout",
        "x-y",
        ".",
        ",",
        "'",
        "\"",
        "(",
        ")",
        "]",
        "[",
        "|",
        "=",
        ":",
        ";",
    ];

    public static readonly Gen<string> Texts = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    private static readonly Gen<string> Short = Gen.Elements(Pieces)
        .ListOf(3)
        .Select(string.Concat);

    public static readonly Gen<string> Addresses = Gen.Elements(
        "https://grafana.test/d/1?var=a&b=(c)#top",
        "http://10.0.0.1:3000/x y/[z]|{q}",
        "https://münchen.test/ü",
        "https://a.test/*_~`\"'<>\\",
        "javascript:alert(1)",
        "https://u:p@a.test/",
        "//a.test",
        "ftp://a.test",
        "data:text/html,x",
        ""
    );

    private static readonly Gen<MarkupInline> Inlines = Gen.OneOf(
        Texts.Select(MarkupInline (text) => new MarkupInline.Text(text)),
        Short.Select(MarkupInline (text) => new MarkupInline.Strong(text)),
        Short.Select(MarkupInline (text) => new MarkupInline.Code(text)),
        Short.Zip(Addresses, MarkupInline.LinkTo)
    );

    private static readonly Gen<MarkupLine> Lines = Inlines
        .ListOf()
        .Select(list => new MarkupLine(list));

    private static readonly Gen<MarkupBlock> Blocks = Gen.OneOf(
        Gen.Choose(1, 3)
            .Zip(Lines, MarkupBlock (level, line) => new MarkupBlock.Heading(level, line)),
        Lines.Select(MarkupBlock (line) => new MarkupBlock.Paragraph(line)),
        Lines.ListOf().Select(MarkupBlock (items) => new MarkupBlock.BulletList(items)),
        Texts.Select(MarkupBlock (text) => new MarkupBlock.CodeBlock(text))
    );

    public static readonly Gen<MarkupDocument> Documents = Blocks
        .ListOf()
        .Select(blocks => new MarkupDocument(blocks));

    /// <summary>What an outline would be if only the operator's own words were in it.</summary>
    public static MarkupDocument OfText(string text) =>
        new([
            new MarkupBlock.Paragraph(new MarkupLine([new MarkupInline.Text(text)])),
            new MarkupBlock.BulletList([
                new MarkupLine([new MarkupInline.Text(text)]),
                new MarkupLine([new MarkupInline.Text("mid "), new MarkupInline.Text(text)]),
            ]),
        ]);
}
