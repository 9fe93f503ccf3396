namespace SloOperator.Store;

/// <summary>
/// Tells one content of a file from another without reading it. Length and time of writing are not enough: an editor may restore both,
/// and neither changes when a file becomes readable. The inode and the time of its last change, which nobody can set, tell.
/// </summary>
internal readonly record struct FileStamp(
    FileIdentity File,
    long Length,
    long Written,
    long Changed
);
