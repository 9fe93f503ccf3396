namespace SloOperator.Testing.Wire;

/// <summary>What a <see cref="FaultProxy"/> does to its connections, to those open and those to come.</summary>
public abstract record Fault
{
    private Fault() { }

    /// <summary>True when no connection can live under it.</summary>
    internal virtual bool EndsConnections => false;

    /// <summary>Every byte as soon as it is there; what another fault held back flows again.</summary>
    public sealed record Pass : Fault;

    /// <summary>Each connection ends in order (FIN); new ones right after they were accepted.</summary>
    public sealed record Fin : Fault
    {
        internal override bool EndsConnections => true;
    }

    /// <summary>Each connection is reset (RST); new ones right after they were accepted.</summary>
    public sealed record Reset : Fault
    {
        internal override bool EndsConnections => true;
    }

    /// <summary>Connections are accepted and stay open, but no byte moves in either direction, as with a stopped process or a dropped route.</summary>
    public sealed record Stall : Fault;

    /// <summary>Each chunk, in either direction, waits so long before it goes on.</summary>
    public sealed record Delay(TimeSpan PerChunk) : Fault;

    /// <summary>Each connection ends once so many bytes went from server to client since the fault was set, or since it was opened; by FIN, or by RST with <paramref name="ByReset"/>.</summary>
    public sealed record Truncate(long Bytes, bool ByReset = false) : Fault;

    /// <summary>Nobody listens, and what was open ends (FIN), as when the server's process died; the port stays ours.</summary>
    public sealed record Refuse : Fault
    {
        internal override bool EndsConnections => true;
    }
}
