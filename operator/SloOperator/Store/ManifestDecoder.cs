using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Store;

/// <summary>Turns the documents of one kind into objects as an API server would give them.</summary>
internal sealed partial class ManifestDecoder<T>(ResourceDefinition<T> definition)
    where T : class, IKubernetesObject
{
    private const string DefaultNamespace = "default";

    /// <summary>Each costs another reading of the object.</summary>
    private const int MostUnknownFields = 20;

    /// <summary>Set by the server, never by a manifest.</summary>
    private static readonly string[] ServerFields =
    [
        "resourceVersion",
        "deletionTimestamp",
        "managedFields",
        "selfLink",
        "deletionGracePeriodSeconds",
    ];

    public bool Matches(ManifestDocument document) =>
        string.Equals(document.Kind, definition.Kind, StringComparison.Ordinal)
        && string.Equals(document.ApiVersion, definition.ApiVersion, StringComparison.Ordinal);

    /// <summary>The documents of this kind by name. Of two with one name the first, by path and place, counts; the second is a problem.</summary>
    public IReadOnlyList<NamedManifest> Name(
        IEnumerable<ManifestDocument> documents,
        ICollection<ManifestProblem> problems
    )
    {
        var named = new Dictionary<ResourceName, NamedManifest>();
        foreach (ManifestDocument document in documents.Where(Matches))
        {
            (ResourceName name, string? error) = NameOf(document);
            if (error is not null)
            {
                problems.Add(new ManifestProblem(document.Path, document.Line, error));
            }
            else if (!named.TryAdd(name, new NamedManifest(name, document)))
            {
                string message =
                    $"{definition.Kind} {name} is defined already at {named[name].Document}; this one is ignored";
                problems.Add(new ManifestProblem(document.Path, document.Line, message));
            }
        }

        return [.. named.Values];
    }

    /// <summary>The objects of this kind as they would be when first seen <paramref name="now"/>, for commands that keep no state.</summary>
    public IReadOnlyList<FolderEntry<T>> ReadAll(
        IEnumerable<ManifestDocument> documents,
        DateTimeOffset now,
        ICollection<ManifestProblem> problems
    ) =>
        [
            .. Name(documents, problems)
                .Select(manifest => (manifest, state: StoredState.New(HashSpec(manifest), now)))
                .Select(pair => new FolderEntry<T>(
                    pair.manifest,
                    pair.state,
                    Decode(pair.manifest, pair.state)
                )),
        ];

    public static string HashSpec(NamedManifest manifest) => SpecHash.Of(Parse(manifest)["spec"]);

    /// <summary>Strict as the type is: every unknown field, up to a number, is a line of the error that begins with its path.</summary>
    public Decoded<T> Decode(NamedManifest manifest, StoredState state)
    {
        JsonObject root = Parse(manifest);
        root["metadata"] = Complete((JsonObject)root["metadata"]!, manifest, state);
        root.Remove("status");
        if (state.StatusNode() is { } status)
        {
            root["status"] = status;
        }

        List<string> problems = [];
        try
        {
            T value = Read(root, problems);
            return problems.Count == 0
                ? Decoded<T>.FromValue(value)
                : Decoded<T>.FromError(BareMetadata(manifest, state), string.Join('\n', problems));
        }
        catch (JsonException ex)
        {
            problems.Add(DecodeError.Describe(ex, root));
            return Decoded<T>.FromError(BareMetadata(manifest, state), string.Join('\n', problems));
        }
        catch (Exception ex)
            when (ex
                    is ArgumentException
                        or FormatException
                        or InvalidOperationException
                        or OverflowException
            )
        {
            // A type may refuse values in its constructor.
            return Decoded<T>.FromError(BareMetadata(manifest, state), ex.Message);
        }
    }

    /// <summary>The reader stops at the first unknown field, so each is noted and taken out until it gets through.</summary>
    private T Read(JsonObject root, List<string> unknown)
    {
        while (true)
        {
            try
            {
                return root.Deserialize(definition.TypeInfo)!;
            }
            catch (JsonException ex)
                when (unknown.Count < MostUnknownFields
                    && DecodeError.FindUnknownField(ex, root) is { } field
                )
            {
                unknown.Add(DecodeError.Describe(ex, root));
                field.Parent.Remove(field.Name);
            }
        }
    }

    private static JsonObject Parse(NamedManifest manifest) =>
        (JsonObject)JsonNode.Parse(manifest.Document.Json.Span)!;

    private static JsonObject Complete(
        JsonObject metadata,
        NamedManifest manifest,
        StoredState state
    )
    {
        var completed = (JsonObject)metadata.DeepClone();
        foreach (string field in ServerFields.Append("namespace"))
        {
            completed.Remove(field);
        }

        if (manifest.Name.Namespace is not null)
        {
            completed["namespace"] = manifest.Name.Namespace;
        }

        completed["uid"] = manifest.Uid();
        completed["generation"] = state.Generation;
        completed["creationTimestamp"] = state.Created.ToString("O", CultureInfo.InvariantCulture);
        return completed;
    }

    /// <summary>Without labels and annotations, which may be what cannot be read.</summary>
    private static ObjectMeta BareMetadata(NamedManifest manifest, StoredState state) =>
        new()
        {
            Name = manifest.Name.Name,
            Namespace = manifest.Name.Namespace,
            Uid = manifest.Uid(),
            Generation = state.Generation,
            CreationTimestamp = state.Created,
        };

    private (ResourceName Name, string? Error) NameOf(ManifestDocument document)
    {
        var root = (JsonObject)JsonNode.Parse(document.Json.Span)!;
        if (root["metadata"] is not JsonObject metadata)
        {
            return (default, "metadata: is missing");
        }

        // A name is also the name of a state file: only what the pattern allows may reach the file system.
        string? name = TextAt(metadata, "name");
        if (name is null || name.Length > 253 || !Subdomain().IsMatch(name))
        {
            return (
                default,
                "metadata.name: must be a lower-case DNS name such as checkout-api, as text"
            );
        }

        string? ns = metadata["namespace"] is null
            ? DefaultNamespace
            : TextAt(metadata, "namespace");
        return !definition.Namespaced ? (new ResourceName(null, name), null)
            : ns is null || ns.Length > 63 || !Label().IsMatch(ns)
                ? (default, "metadata.namespace: must be a lower-case DNS label, as text")
            : (new ResourceName(ns, name), null);
    }

    private static string? TextAt(JsonObject mapping, string key) =>
        mapping[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Subdomain();

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Label();
}
