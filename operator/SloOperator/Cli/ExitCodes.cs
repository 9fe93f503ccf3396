namespace SloOperator.Cli;

/// <summary>What scripts branch on.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Usage = 1;
    public const int Exhausted = 2;
    public const int Unknown = 3;
}
