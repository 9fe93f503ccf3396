namespace SloOperator.Store;

/// <summary>
/// Tells one content of a file from another without reading it. The time of creation is that of the inode, so that a file put in
/// place by rename differs from the one it replaced even with the same length and age.
/// </summary>
internal readonly record struct FileStamp(long Length, DateTime Modified, DateTime Created)
{
    /// <summary>Of the file a link points to, as in mounted ConfigMaps; null when there is none.</summary>
    public static FileStamp? Of(FileInfo file)
    {
        FileSystemInfo? target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true);
        return target is FileInfo { Exists: true } found ? new FileStamp(found.Length, found.LastWriteTimeUtc, found.CreationTimeUtc) : null;
    }
}
