namespace SloOperator.Resources;

/// <summary>How much depends on a service, from most to least.</summary>
internal enum Criticality
{
    Critical,
    High,
    Standard,
    Low,
}
