namespace SloOperator.Sinks.Markup;

/// <summary>Code in backticks as CommonMark has it: more of them outside than anywhere inside (https://spec.commonmark.org/0.31.2/#code-spans).</summary>
internal static class CodeSpan
{
    public static string Of(string code)
    {
        string fence = new('`', LongestRun(code) + 1);
        string pad = code.StartsWith('`') || code.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{code}{pad}{fence}";
    }

    public static string Block(string code)
    {
        string fence = new('`', Math.Max(3, LongestRun(code) + 1));
        return $"{fence}\n{code}\n{fence}";
    }

    private static int LongestRun(string code)
    {
        (int longest, int run) = (0, 0);
        foreach (char c in code)
        {
            run = c is '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
