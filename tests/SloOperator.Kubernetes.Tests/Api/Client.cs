using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

internal static class Client
{
    public static KubeClient For(Uri address, TimeProvider? time = null)
    {
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
        return new KubeClient(http, time ?? TimeProvider.System) { FieldManager = "tests" };
    }

    public static ResourceApi<Widget> Widgets(ScriptedServer server, TimeProvider? time = null) =>
        new(For(server.Address, time), Widget.Definition);

    public static ResourceName Named(string name) => new("ns", name);
}
