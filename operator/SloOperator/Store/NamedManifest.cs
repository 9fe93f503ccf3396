using System.Security.Cryptography;
using System.Text;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Store;

/// <summary>A document whose name is a valid one of its kind, with the namespace it has by default.</summary>
internal sealed record NamedManifest(ResourceName Name, ManifestDocument Document)
{
    /// <summary>The same on every machine and after every restart, because nothing but the name gives the object its identity.</summary>
    public string Uid()
    {
        byte[] hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"{Document.Kind}/{Name.Namespace}/{Name.Name}")
        );
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }
}
