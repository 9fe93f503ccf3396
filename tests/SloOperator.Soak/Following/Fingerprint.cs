using System.Security.Cryptography;
using System.Text;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Soak.Following;

/// <summary>A short text that is the same for the same versions of the same objects.</summary>
internal static class Fingerprint
{
    private const int Length = 16;

    public static string Of(IEnumerable<KeyValuePair<ResourceName, Seen>> objects)
    {
        IEnumerable<string> lines = objects
            .Select(item => $"{item.Key}\n{item.Value}\n")
            .Order(StringComparer.Ordinal);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)));
        return Convert.ToHexStringLower(hash)[..Length];
    }
}
