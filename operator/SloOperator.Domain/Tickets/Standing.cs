namespace SloOperator.Domain.Tickets;

/// <summary>What can be said of a cause.</summary>
public enum Standing
{
    /// <summary>It holds.</summary>
    Raised,

    /// <summary>The data do not say: nothing is opened, nothing is closed.</summary>
    Held,
}
