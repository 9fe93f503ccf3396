using System.Net.Http.Headers;
using System.Text;

namespace SloOperator.Kubernetes.Auth;

/// <summary>A token, a password or a certificate that stands in the configuration itself and so never changes.</summary>
internal sealed class StaticSource(
    AuthenticationHeaderValue? authorization,
    ClientCertificate? certificate
) : CredentialSource, ICredentialProvider
{
    private readonly Credential _credential = new(authorization, certificate);

    public static StaticSource Bearer(string token, ClientCertificate? certificate) =>
        new(new AuthenticationHeaderValue("Bearer", token.Trim()), certificate);

    public static StaticSource Basic(string name, string password, ClientCertificate? certificate)
    {
        string pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));
        return new StaticSource(new AuthenticationHeaderValue("Basic", pair), certificate);
    }

    public override ICredentialProvider Open(TimeProvider time) => this;

    public ValueTask<Credential> GetAsync(CancellationToken ct) =>
        ValueTask.FromResult(_credential);

    public ValueTask<Credential> RefreshAsync(Credential rejected, CancellationToken ct) =>
        ValueTask.FromResult(rejected);
}
