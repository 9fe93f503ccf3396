namespace SloOperator.Testing.Wire;

/// <summary>How much of one connection's bytes <see cref="Fault.Truncate"/> still lets through; counts anew for each fault.</summary>
internal sealed class ByteQuota
{
    private StandingFault? _under;
    private long _passed;

    public int Grant(StandingFault fault, int bytes)
    {
        if (!ReferenceEquals(fault, _under))
        {
            _under = fault;
            _passed = 0;
        }

        long left = fault.Fault is Fault.Truncate limit ? limit.Bytes - _passed : bytes;
        int granted = (int)Math.Min(left, bytes);
        _passed += granted;
        return granted;
    }

    public bool IsSpent(StandingFault fault) =>
        fault.Fault is Fault.Truncate limit && _passed >= limit.Bytes;
}
