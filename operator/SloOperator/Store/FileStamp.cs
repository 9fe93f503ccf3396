namespace SloOperator.Store;

/// <summary>Tells one content of a file from another without reading it.</summary>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    /// <summary>Of the file a link points to, as in mounted ConfigMaps; null when there is none, or the links form a circle.</summary>
    public static FileStamp? Of(FileInfo file)
    {
        try
        {
            FileSystemInfo? target = file.LinkTarget is null
                ? file
                : file.ResolveLinkTarget(returnFinalTarget: true);
            return target is FileInfo { Exists: true } found
                ? new FileStamp(found.Length, found.LastWriteTimeUtc)
                : null;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
