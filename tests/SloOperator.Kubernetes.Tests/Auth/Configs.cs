using SloOperator.Kubernetes.Auth;

namespace SloOperator.Kubernetes.Tests.Auth;

/// <summary>Kubeconfigs of one cluster, one user and one context, all named "dev".</summary>
internal static class Configs
{
    public static string Of(string cluster, string user = "{}", string context = "") =>
        $$"""
            apiVersion: v1
            kind: Config
            current-context: dev
            clusters:
            - name: dev
              cluster: {{cluster}}
            users:
            - name: dev
              user: {{user}}
            contexts:
            - name: dev
              context: { cluster: dev, user: dev{{context}} }
            """;

    public static string Base64(string text) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    public static ClusterConnection Connect(TestFolder folder, string config) =>
        Kubeconfig.Load(folder.Write("config", config)).Connect();
}
