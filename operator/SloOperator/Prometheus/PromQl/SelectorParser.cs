using System.Diagnostics.CodeAnalysis;

namespace SloOperator.Prometheus.PromQl;

/// <summary>
/// selector = metric [ "{" matchers "}" ] | "{" matchers "}"; matchers = [ matcher { "," matcher } [ "," ] ];
/// matcher = label ( "=" | "!=" | "=~" | "!~" ) string | string (the metric's name, as Prometheus 3 quotes it).
/// </summary>
internal sealed class SelectorParser
{
    public const int MaxLength = 1024;
    public const int MaxMatchers = 30;

    private readonly SelectorText _text;
    private readonly List<LabelMatcher> _matchers = [];
    private string? _metric;

    private SelectorParser(SelectorText text) => _text = text;

    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Selector? selector,
        [NotNullWhen(false)] out string? problem
    ) => TryParse(new SelectorText(text), out selector, out problem);

    /// <summary>The matchers alone, without the braces.</summary>
    public static bool TryParseMatchers(
        string text,
        [NotNullWhen(true)] out Selector? selector,
        [NotNullWhen(false)] out string? problem
    ) => TryParse(SelectorText.InBraces(text), out selector, out problem);

    private static bool TryParse(
        SelectorText text,
        [NotNullWhen(true)] out Selector? selector,
        [NotNullWhen(false)] out string? problem
    )
    {
        selector = null;
        problem = null;
        try
        {
            selector = new SelectorParser(text).Parse();
            return true;
        }
        catch (SelectorException e)
        {
            problem = e.Message;
            return false;
        }
    }

    private Selector Parse()
    {
        _text.CheckWhole(MaxLength);
        _text.SkipBlanks();
        if (_text.AtMetricStart)
        {
            _metric = _text.ReadMetric();
            _text.SkipBlanks();
            RefuseCall();
        }
        else if (_text.Peek() != '{')
        {
            throw _text.Unexpected("a metric name or {");
        }

        if (_text.TryTake('{'))
        {
            ReadMatchers();
        }

        RefuseRest();
        return Build();
    }

    private void ReadMatchers()
    {
        _text.SkipBlanks();
        while (!_text.TryTake('}'))
        {
            ReadMatcher();
            _text.SkipBlanks();
            if (!_text.TryTake(',') && _text.Peek() != '}')
            {
                throw _text.Unexpected(", or }");
            }

            _text.SkipBlanks();
        }
    }

    private void ReadMatcher()
    {
        if (_matchers.Count == MaxMatchers)
        {
            throw _text.Problem($"more than {MaxMatchers} matchers");
        }

        int start = _text.Position;
        bool quoted = _text.AtQuote;
        string label = quoted ? _text.ReadString() : _text.ReadLabel();
        _text.SkipBlanks();
        if (quoted && _text.Peek() is ',' or '}')
        {
            SetMetric(label, start);
            return;
        }

        MatchType type = ReadOperator();
        _text.SkipBlanks();
        int valueStart = _text.Position;
        string value = _text.AtQuote
            ? _text.ReadString()
            : throw _text.Unexpected("a quoted value");
        Add(new LabelMatcher(label, type, value), start, valueStart);
    }

    private MatchType ReadOperator()
    {
        bool negated = _text.TryTake('!');
        bool equals = _text.TryTake('=');
        bool regex = (equals != negated) && _text.TryTake('~');
        return (negated, equals, regex) switch
        {
            (false, true, false) => MatchType.Equal,
            (true, true, false) => MatchType.NotEqual,
            (false, true, true) => MatchType.Regex,
            (true, false, true) => MatchType.NotRegex,
            _ => throw _text.Unexpected("one of =, !=, =~, !~"),
        };
    }

    private void Add(LabelMatcher matcher, int start, int valueStart)
    {
        if (matcher.Label.Length == 0)
        {
            throw _text.Problem("an empty label name", start);
        }

        if (matcher.Label is PromNames.MetricLabel && _metric is not null)
        {
            throw _text.Problem("the metric's name is set twice", start);
        }

        if (
            matcher.Type is MatchType.Regex or MatchType.NotRegex
            && LabelRegex.FindProblem(matcher.Value) is { } wrong
        )
        {
            throw _text.Problem(
                $"the regular expression for {matcher.Label} cannot be used: {wrong}",
                valueStart
            );
        }

        _matchers.Add(matcher);
    }

    private void SetMetric(string name, int start)
    {
        if (
            _metric is not null
            || _matchers.Exists(matcher => matcher.Label is PromNames.MetricLabel)
        )
        {
            throw _text.Problem("the metric's name is set twice", start);
        }

        _metric = name.Length > 0 ? name : throw _text.Problem("an empty metric name", start);
    }

    private void RefuseCall()
    {
        if (_text.Peek() == '(')
        {
            throw _text.Problem("a selector only, no function or aggregation: found \"(\"");
        }
    }

    private void RefuseRest()
    {
        _text.SkipBlanks();
        if (!_text.AtEnd)
        {
            throw _text.Problem(
                $"nothing may follow the selector, but {_text.Found} was found; the operator adds the range and the functions itself"
            );
        }
    }

    private Selector Build()
    {
        if (_metric is null && _matchers.TrueForAll(matcher => matcher.MatchesEmpty))
        {
            throw _text.Problem(
                "at least one matcher must name something: these would select every series of the server",
                0
            );
        }

        return new Selector(_metric, _matchers);
    }
}
