namespace SloOperator.Store;

/// <summary>What a path leads to, links followed.</summary>
internal enum FileKind
{
    Regular,
    Folder,

    /// <summary>A pipe, a socket or a device: to open it may wait for ever.</summary>
    Special,

    /// <summary>Nothing, or links that lead nowhere or in a circle.</summary>
    Missing,

    /// <summary>The system refuses to say; the file may well exist.</summary>
    Unknown,
}
