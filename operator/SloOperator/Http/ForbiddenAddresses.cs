using System.Net;
using System.Net.Sockets;

namespace SloOperator.Http;

/// <summary>
/// Addresses at which no outside server can be, only something that trusts this machine: loopback, link-local, and the clouds'
/// metadata services. Private networks are allowed: many a Jira stands there.
/// </summary>
internal static class ForbiddenAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        // "This host" (RFC 1122): Linux takes a connection to 0.0.0.0 as one to loopback.
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("127.0.0.0/8"),
        // Link-local, with the metadata service of AWS, GCP, Azure and others at 169.254.169.254.
        IPNetwork.Parse("169.254.0.0/16"),
        // Metadata: Alibaba Cloud, Oracle Cloud's classic one, Azure's wire server.
        IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("192.0.0.192/32"),
        IPNetwork.Parse("168.63.129.16/32"),
        // Multicast, reserved and broadcast.
        IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fe80::/10"),
        // Metadata: AWS, GCP.
        IPNetwork.Parse("fd00:ec2::/32"),
        IPNetwork.Parse("fd20:ce::/32"),
        IPNetwork.Parse("ff00::/8"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool Contains(IPAddress address)
    {
        IPAddress plain = Unwrapped(address);
        return Networks.Any(network =>
            network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain)
        );
    }

    // An IPv4 address in IPv6 clothes is the IPv4 address.
    private static IPAddress Unwrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : Nat64.Contains(address) ? new IPAddress(bytes[12..])
            : SixToFour.Contains(address) ? new IPAddress(bytes[2..6])
            : address;
    }
}
