namespace SloOperator.Controllers.Tickets;

/// <summary>What tickets can be raised for, by the word that <see cref="TicketOwner.Kind"/> has.</summary>
internal static class OwnerKinds
{
    public const string TeamSlo = "TeamSLO";

    public const string OnCallPolicy = "OnCallPolicy";

    /// <summary>The platform itself, of whose tickets there is one: that of a storm.</summary>
    public const string Platform = "Platform";
}
