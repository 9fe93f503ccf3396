namespace SloOperator.Kubernetes.Auth;

/// <summary>Credentials that a plugin hands out.</summary>
/// <param name="plugin">What to run.</param>
/// <param name="certificate">Sent when the plugin gives none.</param>
internal sealed class ExecSource(ExecPlugin plugin, ClientCertificate? certificate)
    : CredentialSource
{
    public override ICredentialProvider Open(TimeProvider time) =>
        new ExecProvider(ct => ExecProcess.RunAsync(plugin, time, ct), certificate, time);
}
