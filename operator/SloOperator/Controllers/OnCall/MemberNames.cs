using System.Security.Cryptography;
using System.Text;
using SloOperator.Resources.OnCall;

namespace SloOperator.Controllers.OnCall;

/// <summary>What may be said of a person.</summary>
internal static class MemberNames
{
    private const int Digits = 8;

    /// <summary>Null where nothing may be said. A pseudonym is the same in all of a policy's life, and another in another policy.</summary>
    public static string? Show(string member, OnCallTerms terms) =>
        terms.Privacy switch
        {
            Privacy.Named => member,
            Privacy.Pseudonymous => Pseudonym(member, terms),
            _ => null,
        };

    private static string Pseudonym(string member, OnCallTerms terms)
    {
        byte[] hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"{terms.Uid ?? terms.Owner.ToString()}\n{member}")
        );
        return $"responder-{Convert.ToHexStringLower(hash)[..Digits]}";
    }
}
