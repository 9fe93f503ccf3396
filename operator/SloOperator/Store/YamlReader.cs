using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SloOperator.Store;

/// <summary>
/// YAML to JSON, event by event. Anchors, aliases and tags are refused: they let a small file stand for a huge object, and no
/// manifest needs them.
/// </summary>
internal sealed class YamlReader : IDisposable
{
    private readonly StringReader _text;
    private readonly Parser _parser;
    private readonly Dictionary<JsonNode, int> _lines = new(ReferenceEqualityComparer.Instance);

    public YamlReader(string text)
    {
        _text = new StringReader(text);
        _parser = new Parser(_text);
    }

    /// <summary>Null for a document without content.</summary>
    public JsonNode? Root { get; private set; }

    /// <summary>Of the document, or of an item of a list in it; 1 for what was not noted.</summary>
    public int LineOf(JsonNode? node) =>
        node is not null && _lines.TryGetValue(node, out int line) ? line : 1;

    /// <summary>False at the end of the text.</summary>
    public bool ReadDocument()
    {
        _lines.Clear();
        while (Next() is not StreamEnd)
        {
            if (_parser.Current is DocumentStart)
            {
                Next();
                Root = ReadNode(0);
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _text.Dispose();

    private ParsingEvent Next()
    {
        try
        {
            return _parser.MoveNext() ? _parser.Current! : new StreamEnd();
        }
        catch (YamlException ex)
        {
            throw new ManifestSyntaxException((int)ex.Start.Line, $"is not YAML: {ex.Message}");
        }
        catch (InvalidOperationException)
        {
            // How the parser answers some broken ends, such as a lone question mark after "...".
            throw new ManifestSyntaxException(
                0,
                "is not YAML: it ends where something is still wanted"
            );
        }
    }

    private JsonNode? ReadNode(int depth)
    {
        ParsingEvent start = _parser.Current!;
        int line = (int)start.Start.Line;
        Refuse(start, depth, line);
        JsonNode? node = start switch
        {
            Scalar scalar => YamlScalar.ToJson(scalar, line),
            SequenceStart => ReadSequence(depth),
            _ => ReadMapping(depth),
        };
        if (depth <= 2 && node is not null)
        {
            _lines[node] = line;
        }

        return node;
    }

    private static void Refuse(ParsingEvent start, int depth, int line)
    {
        string? reason = start switch
        {
            AnchorAlias alias => $"the alias *{alias.Value} is not allowed: write the value out",
            NodeEvent { Anchor.IsEmpty: false } node =>
                $"the anchor &{node.Anchor.Value} is not allowed: write the value out where it is wanted",
            NodeEvent { Tag.IsEmpty: false } node => $"the tag {node.Tag.Value} is not allowed",
            SequenceStart or MappingStart when depth >= ManifestReader.MaxDepth =>
                $"is nested deeper than {ManifestReader.MaxDepth} levels",
            _ => null,
        };
        if (reason is not null)
        {
            throw new ManifestSyntaxException(line, reason);
        }
    }

    private JsonArray ReadSequence(int depth)
    {
        var array = new JsonArray();
        while (Next() is not SequenceEnd)
        {
            array.Add(ReadNode(depth + 1));
        }

        return array;
    }

    private JsonObject ReadMapping(int depth)
    {
        var mapping = new JsonObject();
        while (Next() is not MappingEnd)
        {
            (string key, int line) = ReadKey();
            Next();
            if (!mapping.TryAdd(key, ReadNode(depth + 1)))
            {
                throw new ManifestSyntaxException(
                    line,
                    $"the key \"{key}\" stands here a second time"
                );
            }
        }

        return mapping;
    }

    private (string Key, int Line) ReadKey()
    {
        ParsingEvent start = _parser.Current!;
        int line = (int)start.Start.Line;
        Refuse(start, 0, line);
        return start is Scalar { Value.Length: > 0 } key
            ? (key.Value, line)
            : throw new ManifestSyntaxException(
                line,
                "a key must be a plain word or a quoted text"
            );
    }
}
