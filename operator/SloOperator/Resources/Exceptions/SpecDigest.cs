using System.Security.Cryptography;
using System.Text.Json;

namespace SloOperator.Resources.Exceptions;

/// <summary>Tells whether the spec of an exception is still the one that was accepted; whether it was revoked does not count.</summary>
internal static class SpecDigest
{
    private const int Bytes = 16;

    public static string Of(BudgetExceptionSpec spec)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            spec with
            {
                Revoked = null,
            },
            ResourceJson.Default.BudgetExceptionSpec
        );
        return Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, Bytes));
    }
}
