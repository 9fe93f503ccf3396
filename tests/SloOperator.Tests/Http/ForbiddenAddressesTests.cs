using System.Net;
using SloOperator.Http;

namespace SloOperator.Tests.Http;

public sealed class ForbiddenAddressesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.9")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.1.1")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("168.63.129.16")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Loopback_link_local_and_metadata_addresses_are_forbidden(string address) =>
        ForbiddenAddresses.Contains(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("10.0.0.1")]
    [InlineData("100.100.100.201")]
    [InlineData("172.16.5.4")]
    [InlineData("2001:db8::1")]
    [InlineData("fd00:1234::1")]
    [InlineData("64:ff9b::c000:201")]
    [InlineData("2002:c000:201::")]
    public void Other_addresses_are_allowed(string address) =>
        ForbiddenAddresses.Contains(IPAddress.Parse(address)).ShouldBeFalse();
}
