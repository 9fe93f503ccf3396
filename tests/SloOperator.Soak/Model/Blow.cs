namespace SloOperator.Soak.Model;

/// <summary>A fault between the client and the server, or of the server.</summary>
internal enum Blow
{
    /// <summary>Open connections are ended in order, once.</summary>
    Cut,

    /// <summary>Open connections are reset, once.</summary>
    CutByReset,

    /// <summary>Every connection is accepted and ended.</summary>
    Fin,

    /// <summary>Every connection is accepted and reset.</summary>
    Reset,

    /// <summary>Nothing listens.</summary>
    Refuse,

    /// <summary>Connections stay open and nothing passes.</summary>
    Stall,

    /// <summary>Connections end in the middle of what the server sends, here in the handshake.</summary>
    TruncateEarly,

    /// <summary>Connections end in the middle of what the server sends, here in a list or a watch.</summary>
    TruncateLate,

    /// <summary>Everything takes longer.</summary>
    Delay,

    /// <summary>The server's store forgets its history.</summary>
    Compact,

    /// <summary>The server ends the watches of custom resources, and forgets their history.</summary>
    Redefine,

    /// <summary>The server is killed and comes back.</summary>
    Restart,
}
