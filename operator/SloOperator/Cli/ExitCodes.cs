namespace SloOperator.Cli;

/// <summary>What scripts branch on.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Usage = 1;
    public const int Exhausted = 2;
    public const int Unknown = 3;

    /// <summary>A gate is closed.</summary>
    public const int Denied = 2;

    /// <summary>A gate could not be asked.</summary>
    public const int Unreachable = 4;
}
