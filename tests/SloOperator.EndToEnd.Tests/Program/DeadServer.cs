using SloOperator.Testing.Processes;

namespace SloOperator.EndToEnd.Tests.Program;

/// <summary>A kubeconfig of an API server that is not there: connections to its port are refused.</summary>
internal static class DeadServer
{
    public static string WriteKubeconfig(TemporaryFolder folder)
    {
        string path = folder.File("kubeconfig");
        File.WriteAllText(
            path,
            $$$"""
            apiVersion: v1
            kind: Config
            current-context: dead
            clusters: [{name: dead, cluster: {server: "https://127.0.0.1:{{{LoopbackPort.Next()}}}"}}]
            users: [{name: nobody, user: {token: t}}]
            contexts: [{name: dead, context: {cluster: dead, user: nobody}}]
            """
        );
        return path;
    }
}
