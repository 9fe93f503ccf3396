namespace SloOperator.Resources;

internal sealed record TlsSpec
{
    /// <summary>A Secret in the operator's namespace whose key ca.crt holds PEM certificates; null trusts the system's.</summary>
    public string? CaSecret { get; init; }

    /// <summary>Null is the URL's host.</summary>
    public string? ServerName { get; init; }
}
