using System.Net.Sockets;
using SloOperator.Http;

namespace SloOperator.Tests.Http;

public sealed class FailureReasonTests
{
    [Fact]
    public void A_connection_reset_as_soon_as_it_is_open_is_a_failure_of_the_exchange() =>
        FailureReason
            .Describe(new SocketException((int)SocketError.NotConnected))
            .ShouldBe("no connection (NotConnected)");

    [Fact]
    public void A_bug_is_no_failure_of_the_exchange() =>
        FailureReason.Describe(new InvalidOperationException("a bug")).ShouldBeNull();
}
