using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;

namespace SloOperator.Store;

/// <summary>Tickets as files: <c>namespace/name.json</c> below a folder, whole or not at all, readable for people.</summary>
internal sealed class OutboxFiles(string folder)
{
    private const string Extension = ".json";
    private const int LargestTicket = 1024 * 1024;

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 1,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public string PathOf(ResourceName name) =>
        Path.Combine(folder, name.Namespace ?? "", name.Name + Extension);

    /// <summary>All that can be read; of each that cannot, what is wrong with it.</summary>
    public IEnumerable<(ReliabilityTicket? Ticket, string? Problem)> ReadAll() =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*" + Extension, Below)
                .Order(StringComparer.Ordinal)
                .Select(Read)
            : [];

    /// <exception cref="IOException">Nothing was written; what was stored before can still be read.</exception>
    public void Write(ReliabilityTicket ticket)
    {
        ResourceName name = ResourceName.Of(ticket.Metadata);
        string path = PathOf(name);
        JsonNode? node = JsonSerializer.SerializeToNode(
            ticket,
            ResourceJson.Default.ReliabilityTicket
        );
        try
        {
            DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(node, Plain));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Writing ReliabilityTicket {name} to {path}: {ex.Message}", ex);
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
            throw new IOException($"Deleting ReliabilityTicket {name} at {path}: {ex.Message}", ex);
        }
    }

    private (ReliabilityTicket? Ticket, string? Problem) Read(string path)
    {
        try
        {
            ReliabilityTicket? ticket = JsonSerializer.Deserialize(
                PlainFile.Read(path, LargestTicket),
                ResourceJson.Default.ReliabilityTicket
            );
            return ticket is not null && PathOf(ResourceName.Of(ticket.Metadata)) == path
                ? (ticket, null)
                : (null, $"Reading a ReliabilityTicket from {path}: it is one of another name");
        }
        catch (Exception ex)
            when (ex
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or ManifestSyntaxException
            )
        {
            return (null, $"Reading a ReliabilityTicket from {path}: {ex.Message}");
        }
    }
}
