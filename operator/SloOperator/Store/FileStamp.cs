namespace SloOperator.Store;

/// <summary>Tells one content of a file from another without reading it.</summary>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    /// <summary>Of the file a link points to, as in mounted ConfigMaps; null when there is none.</summary>
    public static FileStamp? Of(FileInfo file)
    {
        FileSystemInfo? target = file.LinkTarget is null
            ? file
            : file.ResolveLinkTarget(returnFinalTarget: true);
        return target is FileInfo { Exists: true } found
            ? new FileStamp(found.Length, found.LastWriteTimeUtc)
            : null;
    }
}
