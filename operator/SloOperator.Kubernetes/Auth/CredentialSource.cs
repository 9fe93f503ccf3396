namespace SloOperator.Kubernetes.Auth;

/// <summary>Where a user's credentials come from.</summary>
internal abstract class CredentialSource
{
    public abstract ICredentialProvider Open(TimeProvider time);
}
