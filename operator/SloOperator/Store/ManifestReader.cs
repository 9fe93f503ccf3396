using System.Text;

namespace SloOperator.Store;

/// <summary>Reads manifests from a file, or from a folder and the folders below it; nothing they hold makes it throw.</summary>
internal static class ManifestReader
{
    public const int MaxFileBytes = 1024 * 1024;
    public const int MaxDepth = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>A file that is named is read whatever its extension; in a folder only *.yaml, *.yml and *.json count.</summary>
    public static ManifestContents Read(string path)
    {
        if (File.Exists(path))
        {
            ManifestFile file = ReadFile(path);
            return new ManifestContents(file.Documents, file.Problems);
        }

        FolderListing listing = FolderListing.Of(path);
        ManifestFile[] files = [.. listing.Files.Select(found => ReadFile(found.Path))];
        return new ManifestContents(
            [.. files.SelectMany(file => file.Documents)],
            [.. listing.Problems, .. files.SelectMany(file => file.Problems)]
        );
    }

    public static ManifestFile ReadFile(string path)
    {
        try
        {
            return Parse(path, PlainFile.Read(path, MaxFileBytes));
        }
        catch (ManifestSyntaxException ex)
        {
            return Unreadable(path, ex.Line, ex.Message);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, 0, $"cannot be read: {ex.Message}") with { IsRefused = true };
        }
    }

    public static ManifestFile Parse(string path, ReadOnlySpan<byte> content)
    {
        var collector = new DocumentCollector(path);
        try
        {
            string text = Decode(content);
            if (Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
            {
                collector.AddJson(text);
            }
            else
            {
                collector.AddYaml(text);
            }

            return collector.ToFile(readToEnd: true);
        }
        catch (ManifestSyntaxException ex)
        {
            collector.Report(ex.Line, ex.Message);
            return collector.ToFile(readToEnd: false);
        }
    }

    private static ManifestFile Unreadable(string path, int line, string message) =>
        new(path, [], [new ManifestProblem(path, line, message)], ReadToEnd: false);

    private static string Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            return WithoutNul(
                StrictUtf8.GetString(
                    content.StartsWith(Encoding.UTF8.Preamble)
                        ? content[Encoding.UTF8.Preamble.Length..]
                        : content
                )
            );
        }
        catch (DecoderFallbackException)
        {
            throw new ManifestSyntaxException(0, "is not UTF-8 text");
        }
    }

    /// <summary>After a power cut zeros may stand where bytes were not written, and the YAML parser takes one for the end.</summary>
    private static string WithoutNul(string text)
    {
        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        return nul < 0
            ? text
            : throw new ManifestSyntaxException(
                text.AsSpan(0, nul).Count('\n') + 1,
                "holds a NUL byte: it was not written to its end, or is no text"
            );
    }
}
