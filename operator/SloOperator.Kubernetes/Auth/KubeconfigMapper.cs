using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SloOperator.Kubernetes.Auth;

/// <summary>From the fields of a context, its cluster and its user to a connection.</summary>
internal static class KubeconfigMapper
{
    public static ClusterConnection Map(ConfigNode context, ConfigNode cluster, ConfigNode? user) =>
        new()
        {
            Server = Server(cluster),
            Namespace = context.Text("namespace") ?? "default",
            Trust = Trust(cluster),
            Proxy = Proxy(cluster),
            Credentials = user is null ? null : Credentials(user, cluster),
        };

    private static Uri Server(ConfigNode cluster)
    {
        string text = cluster.RequiredText("server");
        // kubectl takes a bare host too, and means http.
        string absolute = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return
            Uri.TryCreate(absolute, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "https" or "http"
            && uri.UserInfo.Length == 0
            ? uri
            : throw cluster.Problem(
                "server",
                "expected https://HOST[:PORT][/PATH] without user or password"
            );
    }

    private static ServerTrust Trust(ConfigNode cluster)
    {
        string? authority = cluster.Pem("certificate-authority");
        bool insecure = cluster.Flag("insecure-skip-tls-verify");
        if (insecure && authority is not null)
        {
            throw cluster.Problem(
                "insecure-skip-tls-verify",
                "cannot stand beside certificate-authority; remove one of them"
            );
        }

        return new ServerTrust(
            authority is null ? null : Authorities(cluster, authority),
            cluster.Text("tls-server-name"),
            insecure
        );
    }

    private static X509Certificate2Collection Authorities(ConfigNode cluster, string pem)
    {
        try
        {
            return ServerTrust.ReadAuthorities(pem);
        }
        catch (CryptographicException e)
        {
            throw cluster.Problem(
                "certificate-authority",
                "not PEM: expected BEGIN CERTIFICATE blocks",
                e
            );
        }
    }

    private static Uri? Proxy(ConfigNode cluster)
    {
        if (cluster.Text("proxy-url") is not { } text)
        {
            return null;
        }

        return
            Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "http" or "https" or "socks5"
            ? uri
            : throw cluster.Problem(
                "proxy-url",
                "expected http://, https:// or socks5://HOST:PORT"
            );
    }

    private static CredentialSource? Credentials(ConfigNode user, ConfigNode cluster)
    {
        RefuseUnsupported(user);
        ClientCertificate? certificate = Certificate(user);
        // What stands in the kubeconfig itself never changes; of files the one read above is only the check.
        bool isRenewed = Names(user, "client-certificate") || Names(user, "client-key");
        CredentialSource? source = BesideCertificate(user, cluster, isRenewed ? null : certificate);
        return isRenewed ? new CertificateFileSource(Files(user), source)
            : source is null && certificate is not null ? new StaticSource(null, certificate)
            : source;
    }

    private static bool Names(ConfigNode user, string key) =>
        user.Text(key) is not null && user.Text($"{key}-data") is null;

    private static CertificateFiles Files(ConfigNode user) =>
        new(() => (user.Pem("client-certificate")!, user.Pem("client-key")!));

    private static CredentialSource? BesideCertificate(
        ConfigNode user,
        ConfigNode cluster,
        ClientCertificate? certificate
    )
    {
        bool token = user.Text("token") is not null || user.Text("tokenFile") is not null;
        bool password = user.Text("username") is not null;
        ConfigNode? exec = user.Map("exec");
        if ((token ? 1 : 0) + (password ? 1 : 0) + (exec is null ? 0 : 1) > 1)
        {
            throw user.Problem("token", "more than one of token, username and exec; keep one");
        }

        return exec is not null ? new ExecSource(ExecPluginMapper.Map(exec, cluster), certificate)
            : token ? Token(user, certificate)
            : password
                ? StaticSource.Basic(
                    user.RequiredText("username"),
                    user.Text("password") ?? "",
                    certificate
                )
            : null;
    }

    private static CredentialSource Token(ConfigNode user, ClientCertificate? certificate) =>
        user.FilePath("tokenFile") is { } path
            ? new TokenFileSource(path, user.Text("token"), certificate)
            : StaticSource.Bearer(user.RequiredText("token"), certificate);

    // Passing over these would mean acting as somebody else than the file says.
    private static void RefuseUnsupported(ConfigNode user)
    {
        if (user.Map("auth-provider") is not null)
        {
            throw user.Problem(
                "auth-provider",
                "was removed from Kubernetes clients in 1.26; use an exec plugin"
            );
        }

        foreach (string field in (string[])["as", "as-uid"])
        {
            if (user.Text(field) is not null)
            {
                throw user.Problem(
                    field,
                    "impersonation is not supported; use a user of its own for the operator"
                );
            }
        }
    }

    private static ClientCertificate? Certificate(ConfigNode user)
    {
        string? certificate = user.Pem("client-certificate");
        string? key = user.Pem("client-key");
        if (certificate is null && key is null)
        {
            return null;
        }

        if (certificate is null || key is null)
        {
            throw user.Problem(
                certificate is null ? "client-certificate" : "client-key",
                "missing: a client certificate needs both client-certificate and client-key"
            );
        }

        try
        {
            return ClientCertificate.FromPem(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw user.Problem(
                "client-certificate",
                "it and client-key are not a PEM certificate with its unencrypted PEM key",
                e
            );
        }
    }
}
