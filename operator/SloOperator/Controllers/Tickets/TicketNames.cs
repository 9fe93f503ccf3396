using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>The name of a ticket is its lock: the same cause of the same owner always has the same.</summary>
internal static class TicketNames
{
    /// <summary>A DNS name may have 253; a file of that name needs endings of its own within 255.</summary>
    private const int Longest = 240;

    public static ResourceName Of(ResourceName owner, string fingerprint)
    {
        int room = Longest - fingerprint.Length - 1;
        string head = owner.Name.Length <= room ? owner.Name : owner.Name[..room].TrimEnd('-', '.');
        return new ResourceName(owner.Namespace, $"{head}-{fingerprint}");
    }
}
