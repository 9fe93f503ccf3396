namespace SloOperator.Tests.Store.Children;

/// <summary>What the system can be made to refuse.</summary>
internal enum RefusedCall
{
    /// <summary>"No space left on device", as on a full disk.</summary>
    Write,

    /// <summary>"Input/output error", as of a broken disk.</summary>
    Flush,

    /// <summary>"Input/output error".</summary>
    Rename,

    /// <summary>Of anything that exists, for reading: how a folder is opened that is to be flushed.</summary>
    Open,
}
