namespace SloOperator.Kubernetes.Auth;

/// <summary>A source of credentials that is open: it may hold a file's last content or a plugin's last answer.</summary>
internal interface ICredentialProvider
{
    /// <summary>The credential for a request that is about to be sent.</summary>
    ValueTask<Credential> GetAsync(CancellationToken ct);

    /// <summary>Asked after the server refused <paramref name="rejected"/>; the same instance means that there is no other.</summary>
    ValueTask<Credential> RefreshAsync(Credential rejected, CancellationToken ct);
}
