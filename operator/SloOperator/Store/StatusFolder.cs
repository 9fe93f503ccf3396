using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>The state files of one kind: <c>namespace/name.json</c> below a folder, <c>name.json</c> for cluster-scoped kinds.</summary>
internal sealed class StatusFolder(string folder, string apiVersion, string kind)
{
    private const string Extension = ".json";
    private const int MaxStateBytes = 16 * 1024 * 1024;

    /// <summary>A file system takes names of 255 bytes, with the endings of ours.</summary>
    private const int LongestFileName = 240;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 1,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public string PathOf(ResourceName name) =>
        Path.Combine(folder, name.Namespace ?? "", FileNameOf(name.Name) + Extension);

    /// <summary>Null when nothing is stored.</summary>
    /// <exception cref="IOException">The file cannot be read, or does not hold what this class writes.</exception>
    public StoredState? Read(ResourceName name)
    {
        string path = PathOf(name);
        try
        {
            // Asked first, because thousands of new objects would be thousands of exceptions.
            return File.Exists(path) ? Parse(PlainFile.Read(path, MaxStateBytes)) : null;
        }
        catch (Exception ex)
            when (ex
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidOperationException
                        or FormatException
                        or ManifestSyntaxException
            )
        {
            throw new IOException(
                $"Reading the state of {kind} {name} from {path}: {ex.Message}",
                ex
            );
        }
    }

    /// <exception cref="IOException">Nothing was written; what was stored before can still be read.</exception>
    public void Write(ResourceName name, string uid, StoredState state)
    {
        string path = PathOf(name);
        try
        {
            DurableFile.Write(
                path,
                JsonSerializer.SerializeToUtf8Bytes(Describe(name, uid, state), Plain)
            );
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Writing the status of {kind} {name} to {path}: {ex.Message}",
                ex
            );
        }
    }

    /// <exception cref="IOException">The file is there and cannot be deleted.</exception>
    public void Delete(ResourceName name)
    {
        string path = PathOf(name);
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever stored.
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Deleting the state of {kind} {name} at {path}: {ex.Message}",
                ex
            );
        }
    }

    /// <summary>Removes the files of objects that went while nobody watched, and what a crash left half-written.</summary>
    /// <exception cref="IOException">One of them cannot be deleted.</exception>
    public void Prune(IEnumerable<ResourceName> existing)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        HashSet<string> wanted = existing.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension + "*", Everywhere))
        {
            bool isOurs =
                path.EndsWith(Extension, StringComparison.Ordinal)
                || path.EndsWith(Extension + DurableFile.TemporarySuffix, StringComparison.Ordinal);
            if (isOurs && !wanted.Contains(path))
            {
                Delete(path);
            }
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (UnauthorizedAccessException ex)
        {
            throw new IOException($"Deleting {path}: {ex.Message}", ex);
        }
    }

    /// <summary>A longer name, which an object may have, is told from others by its hash; ~ stands in no object's name.</summary>
    private static string FileNameOf(string name) =>
        name.Length <= LongestFileName
            ? name
            : name[..(LongestFileName - 33)]
                + "~"
                + Convert.ToHexStringLower(
                    SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)
                );

    private static StoredState Parse(byte[] content)
    {
        JsonNode root = JsonNode.Parse(content) ?? throw new FormatException("the file is empty");
        JsonNode metadata = root["metadata"] ?? throw new FormatException("metadata is missing");
        return new StoredState(
            (long?)metadata["generation"] ?? 1,
            (string?)root["specHash"] ?? "",
            DateTimeOffset.Parse(
                (string?)metadata["creationTimestamp"] ?? "",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal
            ),
            root["status"] is { } status
                ? JsonSerializer.SerializeToUtf8Bytes(status)
                : default(ReadOnlyMemory<byte>)
        );
    }

    /// <summary>Looks like the object it belongs to, because people read these files.</summary>
    private JsonObject Describe(ResourceName name, string uid, StoredState state)
    {
        var metadata = new JsonObject { ["name"] = name.Name };
        if (name.Namespace is not null)
        {
            metadata["namespace"] = name.Namespace;
        }

        metadata["uid"] = uid;
        metadata["generation"] = state.Generation;
        metadata["creationTimestamp"] = state.Created.ToString("O", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = metadata,
            ["specHash"] = state.SpecHash,
            ["status"] = state.StatusNode(),
        };
    }
}
