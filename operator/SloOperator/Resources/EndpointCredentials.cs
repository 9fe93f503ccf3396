using System.Text.RegularExpressions;
using SloOperator.Http;
using SloOperator.Prometheus;

namespace SloOperator.Resources;

/// <summary>Where credentials and trusted roots are; null, with problems recorded, when that cannot be used.</summary>
internal static partial class EndpointCredentials
{
    public static EndpointAuth? ReadAuth(AuthSpec? spec, SpecField field)
    {
        if (spec is null)
        {
            return new EndpointAuth.None();
        }

        EndpointAuth? bearer = spec.Bearer is null
            ? null
            : ReadBearer(spec.Bearer, field["bearer"]);
        EndpointAuth? basic = spec.Basic is null ? null : ReadBasic(spec.Basic, field["basic"]);
        if ((spec.Bearer is null) != (spec.Basic is null))
        {
            return bearer ?? basic;
        }

        string found = spec.Bearer is null ? "none" : "both";
        field.Refuse(
            $"needs exactly one of bearer and basic, found {found}; leave out auth to send no credentials"
        );
        return null;
    }

    public static EndpointTls? ReadTls(TlsSpec? spec, Uri? url, SpecField field)
    {
        if (spec is null)
        {
            return EndpointTls.Default;
        }

        if (url is not null && !url.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.Ordinal))
        {
            field.Refuse("needs a url that starts with https://; change the url or remove tls");
        }

        string? secret = spec.CaSecret is null
            ? null
            : field["caSecret"].ReadObjectName(spec.CaSecret);
        string? server = spec.ServerName is null
            ? null
            : field["serverName"].ReadHostName(spec.ServerName);
        return new EndpointTls(secret, server);
    }

    private static EndpointAuth.Bearer? ReadBearer(BearerSpec spec, SpecField field) =>
        ReadKey(spec.Secret, spec.Key, field) is { } token ? new EndpointAuth.Bearer(token) : null;

    private static EndpointAuth.Basic? ReadBasic(BasicSpec spec, SpecField field)
    {
        string? user = UserName().IsMatch(spec.Username ?? "") ? spec.Username : null;
        if (user is null)
        {
            field["username"]
                .Refuse(
                    "cannot be used; write 1 to 256 printable ASCII characters without a colon"
                );
        }

        SecretKey? password = ReadKey(spec.Secret, spec.Key, field);
        return user is not null && password is not null
            ? new EndpointAuth.Basic(user, password)
            : null;
    }

    private static SecretKey? ReadKey(string? secret, string? key, SpecField field)
    {
        string? name = field["secret"].ReadObjectName(secret);
        string? entry = field["key"].ReadSecretKey(key);
        return name is not null && entry is not null ? new SecretKey(name, entry) : null;
    }

    [GeneratedRegex(@"^[ -9;-~]{1,256}\z")]
    private static partial Regex UserName();
}
