using System.Text;

namespace SloOperator.Testing.Clusters;

/// <summary>A kubeconfig with one cluster, one user and one context, all data inline.</summary>
internal static class KubeconfigText
{
    public static string WithToken(Uri server, string authorityPem, string token) =>
        Build(server, authorityPem, $"token: {token}");

    public static string WithCertificate(
        Uri server,
        string authorityPem,
        (string Certificate, string Key) client
    ) =>
        Build(
            server,
            authorityPem,
            $"client-certificate-data: {Base64(client.Certificate)}\n    client-key-data: {Base64(client.Key)}"
        );

    private static string Build(Uri server, string authorityPem, string credentials) =>
        $"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters:
            - name: test
              cluster:
                server: {server.GetLeftPart(UriPartial.Authority)}
                certificate-authority-data: {Base64(authorityPem)}
            users:
            - name: test
              user:
                {credentials}
            contexts:
            - name: test
              context:
                cluster: test
                user: test

            """;

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
