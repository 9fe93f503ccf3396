using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace SloOperator.Prometheus.PromQl;

/// <summary>
/// Finds the mistakes in a regular expression that RE2 and .NET read alike: unbalanced brackets, quantifiers of nothing, reversed ranges,
/// and what RE2 does not have (lookaround, backreferences, atomic groups). Patterns that only RE2 reads, such as [[:alpha:]], \Q…\E or (?P&lt;n&gt;…),
/// are left for Prometheus to judge. A fleet says the same few patterns again and again, and to compile one costs more than all the rest of
/// reading a spec: what was found of the last ones is kept.
/// </summary>
internal static partial class LabelRegex
{
    // NonBacktracking: a tenant's pattern can neither run long nor grow its automaton past .NET's own bound.
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private const string WhatRe2Lacks =
        "RE2 has no lookaround, backreferences or atomic groups, and bounds an expression's size";

    /// <summary>Far more than fleets have; with <see cref="LongestKept"/> it bounds what is kept to some hundred KB.</summary>
    private const int MostKept = 500;

    private const int LongestKept = 200;

    private static readonly ConcurrentDictionary<string, Examination> Kept = new(
        StringComparer.Ordinal
    );

    /// <summary>Null: nothing wrong was found, which does not prove that RE2 takes it.</summary>
    public static string? FindProblem(string pattern) => Find(pattern).Problem;

    /// <summary>Null: only Prometheus can tell.</summary>
    public static bool? MatchesEmpty(string pattern) => Find(pattern).MatchesEmpty;

    private static Examination Find(string pattern)
    {
        if (Kept.TryGetValue(pattern, out Examination kept))
        {
            return kept;
        }

        Examination found = Compile(pattern);
        if (pattern.Length <= LongestKept)
        {
            if (Kept.Count >= MostKept)
            {
                Kept.Clear();
            }

            Kept[pattern] = found;
        }

        return found;
    }

    private static Examination Compile(string pattern)
    {
        if (ReadByRe2Alone().IsMatch(pattern))
        {
            return default;
        }

        try
        {
            var regex = new Regex(pattern, Options, TimeSpan.FromSeconds(1));
            return new Examination(Problem: null, regex.IsMatch(""));
        }
        catch (RegexParseException e)
        {
            return new Examination(Describe(e), MatchesEmpty: null);
        }
        catch (NotSupportedException)
        {
            return new Examination(WhatRe2Lacks, MatchesEmpty: null);
        }
    }

    // Other parse errors are .NET's own: \_ and \pL are fine in RE2.
    private static string? Describe(RegexParseException e) =>
        e.Error switch
        {
            RegexParseError.InsufficientClosingParentheses => "a group is not closed",
            RegexParseError.InsufficientOpeningParentheses => "there is a ) too many",
            RegexParseError.UnterminatedBracket => "a [ is not closed",
            RegexParseError.QuantifierAfterNothing => "a quantifier follows nothing",
            RegexParseError.NestedQuantifiersNotParenthesized => "a quantifier follows another",
            RegexParseError.ReversedQuantifierRange => "a repetition's bounds are reversed",
            RegexParseError.ReversedCharacterRange => "a character range is reversed",
            RegexParseError.UnescapedEndingBackslash => "it ends in a lone backslash",
            RegexParseError.UndefinedNumberedReference => WhatRe2Lacks,
            _ => null,
        };

    [GeneratedRegex(
        @"\[\[:|\[\^?\[:|\\Q|\\C|\\x\{|\\[pP][^{]|\(\?P<|\(\?[a-zA-Z-]*U",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ReadByRe2Alone();

    private readonly record struct Examination(string? Problem, bool? MatchesEmpty);
}
