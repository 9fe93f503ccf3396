using System.Buffers;
using System.Globalization;
using System.Text;

namespace SloOperator.Telemetry;

/// <summary>Turns tags into <c>a="b",c="d"</c>, sorted by name so that the order in which code gives its tags makes no second series.</summary>
internal sealed class LabelText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\\"\n");

    private readonly StringBuilder _text = new();
    private KeyValuePair<string, object?>[] _sorted = new KeyValuePair<string, object?>[16];
    private char[] _characters = new char[512];

    /// <summary>Valid until the next call; not safe for two threads.</summary>
    public ReadOnlySpan<char> Render(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _text.Clear();
        foreach ((string name, object? value) in Sort(tags))
        {
            Append(name, value);
        }

        if (_characters.Length < _text.Length)
        {
            _characters = new char[_text.Length * 2];
        }

        _text.CopyTo(0, _characters, _text.Length);
        return _characters.AsSpan(0, _text.Length);
    }

    /// <summary>A metric or label name: what Prometheus does not allow becomes an underscore.</summary>
    public static string Sanitize(string name)
    {
        if (name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsNameCharacter))
        {
            return name;
        }

        string replaced = string.Concat(
            name.Select(character => IsNameCharacter(character) ? character : '_')
        );
        return replaced.Length == 0 || char.IsAsciiDigit(replaced[0]) ? "_" + replaced : replaced;
    }

    private static bool IsNameCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character == '_';

    private Span<KeyValuePair<string, object?>> Sort(
        ReadOnlySpan<KeyValuePair<string, object?>> tags
    )
    {
        if (_sorted.Length < tags.Length)
        {
            _sorted = new KeyValuePair<string, object?>[tags.Length];
        }

        Span<KeyValuePair<string, object?>> sorted = _sorted.AsSpan(0, tags.Length);
        tags.CopyTo(sorted);
        sorted.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return sorted;
    }

    private void Append(string name, object? value)
    {
        if (_text.Length > 0)
        {
            _text.Append(',');
        }

        _text.Append(Sanitize(name)).Append("=\"");
        AppendEscaped(AsText(value));
        _text.Append('"');
    }

    private static string AsText(object? value) =>
        value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private void AppendEscaped(ReadOnlySpan<char> value)
    {
        for (
            int special = value.IndexOfAny(Escaped);
            special >= 0;
            special = value.IndexOfAny(Escaped)
        )
        {
            _text
                .Append(value[..special])
                .Append('\\')
                .Append(value[special] == '\n' ? 'n' : value[special]);
            value = value[(special + 1)..];
        }

        _text.Append(value);
    }
}
