using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SloOperator.Store;

/// <summary>Gathers the objects of one file, taking lists apart.</summary>
internal sealed class DocumentCollector(string path)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const int MostProblems = 20;

    private readonly List<ManifestDocument> _documents = [];
    private readonly List<ManifestProblem> _problems = [];

    /// <summary>Only so many: a file of a mebibyte has room for a hundred thousand.</summary>
    public void Report(int line, string message)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(new ManifestProblem(path, line, message));
        }
        else if (_problems.Count == MostProblems)
        {
            _problems.Add(new ManifestProblem(path, line, "from here on problems are not listed"));
        }
    }

    public ManifestFile ToFile(bool readToEnd) => new(path, _documents, _problems, readToEnd);

    public void AddYaml(string text)
    {
        using var reader = new YamlReader(text);
        while (reader.ReadDocument())
        {
            Add(reader.Root, reader.LineOf(reader.Root), reader.LineOf);
        }
    }

    public void AddJson(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        try
        {
            var options = new JsonDocumentOptions
            {
                MaxDepth = ManifestReader.MaxDepth,
                AllowDuplicateProperties = false,
            };
            Add(JsonNode.Parse(text, nodeOptions: null, options), 1, _ => 1);
        }
        catch (Exception ex)
            when (ex is InvalidOperationException or JsonException { LineNumber: null })
        {
            // Found when the text is first used: escapes such as a lone half of a surrogate pair.
            throw new ManifestSyntaxException(0, "is not JSON: a text in it is not Unicode");
        }
        catch (JsonException ex)
        {
            throw new ManifestSyntaxException(
                (int)(ex.LineNumber ?? 0) + 1,
                $"is not JSON: {WithoutPlace(ex.Message)}"
            );
        }
    }

    /// <summary>The serializer appends the place, which stands before our message already.</summary>
    private static string WithoutPlace(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    private void Add(JsonNode? node, int line, Func<JsonNode?, int> lineOf)
    {
        if (node is null)
        {
            return;
        }

        if (
            node is not JsonObject document
            || TextAt(document, "kind") is not { } kind
            || TextAt(document, "apiVersion") is not { } apiVersion
        )
        {
            Report(line, "is not a Kubernetes object: apiVersion and kind are wanted");
        }
        else if (
            kind.EndsWith("List", StringComparison.Ordinal) && document["items"] is JsonArray items
        )
        {
            AddItems(items, line, lineOf);
        }
        else
        {
            _documents.Add(
                new ManifestDocument(
                    path,
                    _documents.Count,
                    line,
                    apiVersion,
                    kind,
                    JsonSerializer.SerializeToUtf8Bytes(node, Plain)
                )
            );
        }
    }

    private void AddItems(JsonArray items, int line, Func<JsonNode?, int> lineOf)
    {
        foreach (JsonNode? item in items)
        {
            int itemLine = Math.Max(line, lineOf(item));
            if (item is null)
            {
                Report(itemLine, "a list has an empty item");
            }

            Add(item, itemLine, _ => itemLine);
        }
    }

    private static string? TextAt(JsonObject document, string key) =>
        document[key] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0
            ? text
            : null;
}
