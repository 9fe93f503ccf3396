namespace SloOperator.Store;

/// <summary>Reads what is a file of a bearable size, and opens nothing else.</summary>
internal static class PlainFile
{
    /// <exception cref="IOException">It cannot be read, or is not a regular file; a pipe or device is not even opened, because that could take for ever.</exception>
    /// <exception cref="ManifestSyntaxException">It is larger than <paramref name="most"/> bytes.</exception>
    public static byte[] Read(string path, int most)
    {
        FileFacts facts = FileFacts.Of(path);
        switch (facts.Kind)
        {
            case FileKind.Missing:
                throw new FileNotFoundException("no such file");
            case FileKind.Unknown:
                throw new IOException(facts.Reason);
            case not FileKind.Regular:
                throw new IOException("it is not a regular file");
        }

        using var stream = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
        byte[] buffer = new byte[Math.Min(facts.Stamp.Length, most) + 1];
        int read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return read > most
            ? throw new ManifestSyntaxException(0, $"is larger than {most / 1024 / 1024} MiB")
            : buffer[..read];
    }
}
