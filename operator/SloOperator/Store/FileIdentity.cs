namespace SloOperator.Store;

/// <summary>Tells a file or folder from its successor at the same path; an inode alone may be given out again. Born is 0 where the file system does not keep it.</summary>
internal readonly record struct FileIdentity(long Device, long Inode, long Born);
