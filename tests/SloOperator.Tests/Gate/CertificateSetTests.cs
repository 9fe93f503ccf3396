using System.Security.Cryptography.X509Certificates;
using SloOperator.Gate.Admission;
using static SloOperator.Tests.Gate.GivenGate;

namespace SloOperator.Tests.Gate;

public sealed class CertificateSetTests
{
    private const string Host = "slo-operator.platform.svc";

    [Fact]
    public void A_certificate_is_of_its_authority_and_for_its_host()
    {
        var made = CertificateSet.Renew(null, Host, Noon);
        using var serving = X509Certificate2.CreateFromPem(made.Certificate, made.Key);

        serving.MatchesHostname(Host).ShouldBeTrue();
        serving.MatchesHostname("other.platform.svc").ShouldBeFalse();
        serving.HasPrivateKey.ShouldBeTrue();
        IsOf(serving, made.AuthorityCertificate).ShouldBeTrue();
        IsOf(serving, CertificateSet.Renew(null, Host, Noon).AuthorityCertificate).ShouldBeFalse();
    }

    [Fact]
    public void It_is_due_when_a_third_of_its_life_is_left_or_its_host_is_another()
    {
        var made = CertificateSet.Renew(null, Host, Noon);

        made.IsDue(Host, Noon.AddDays(59)).ShouldBeFalse();
        made.IsDue(Host, Noon.AddDays(61)).ShouldBeTrue();
        made.IsDue("other.platform.svc", Noon).ShouldBeTrue();
    }

    [Fact]
    public void A_renewed_one_is_of_the_same_authority_until_that_is_nearly_over()
    {
        var made = CertificateSet.Renew(null, Host, Noon);
        var renewed = CertificateSet.Renew(made, Host, Noon.AddDays(61));
        var late = CertificateSet.Renew(made, Host, Noon.AddDays(3500));

        renewed.AuthorityCertificate.ShouldBe(made.AuthorityCertificate);
        renewed.Certificate.ShouldNotBe(made.Certificate);
        late.AuthorityCertificate.ShouldNotBe(made.AuthorityCertificate);
    }

    [Fact]
    public void What_a_secret_holds_is_read_back_and_half_of_it_is_nothing()
    {
        var made = CertificateSet.Renew(null, Host, Noon);
        IReadOnlyDictionary<string, string?> secret = made.ToSecret();

        CertificateSet.Read(secret.GetValueOrDefault)!.Certificate.ShouldBe(made.Certificate);
        CertificateSet
            .Read(key => key == "ca.key" ? null : secret.GetValueOrDefault(key))
            .ShouldBeNull();
        CertificateSet
            .Read(key => key == "tls.crt" ? "broken" : secret.GetValueOrDefault(key))
            .ShouldBeNull();
    }

    private static bool IsOf(X509Certificate2 certificate, string authority)
    {
        using var root = X509Certificate2.CreateFromPem(authority);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Noon.UtcDateTime;
        return chain.Build(certificate);
    }
}
