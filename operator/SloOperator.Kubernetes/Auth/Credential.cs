using System.Net.Http.Headers;

namespace SloOperator.Kubernetes.Auth;

/// <summary>What one request proves itself with; a class and not a record, so that no log can print it.</summary>
internal sealed class Credential(
    AuthenticationHeaderValue? authorization,
    ClientCertificate? certificate
)
{
    public AuthenticationHeaderValue? Authorization => authorization;

    public ClientCertificate? Certificate => certificate;
}
