using System.Diagnostics.CodeAnalysis;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Gate;

/// <summary>May this ship?</summary>
/// <param name="Slo">Whose gate.</param>
/// <param name="Change">Class of the change, a DNS label such as rollback; null: none in particular.</param>
/// <param name="Reference">What is to be shipped, such as a commit: the same reference is the same change, however often it is asked for; null: unknown.</param>
/// <param name="Environment">Where to, for the audit log; null: unknown.</param>
internal sealed record GateRequest(
    ResourceName Slo,
    string? Change = null,
    string? Reference = null,
    string? Environment = null
)
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private const int LongestReference = 256;

    /// <summary>False: the first thing that is wrong is in <paramref name="problem"/>, with the name of the field.</summary>
    public bool IsValid([NotNullWhen(false)] out string? problem)
    {
        problem =
            !IsName(Slo.Namespace, LongestLabel, dots: false)
                ? "namespace: must be a DNS label, such as payments"
            : !IsName(Slo.Name, LongestName, dots: true)
                ? "name: must be a DNS name, such as checkout"
            : Change is not null && !IsName(Change, LongestLabel, dots: false)
                ? "change: must be one class of changes, a DNS label such as feature or rollback"
            : Environment is not null && !IsName(Environment, LongestLabel, dots: false)
                ? "env: must be a DNS label, such as production"
            : Reference is not null && !IsText(Reference)
                ? $"ref: must be 1 to {LongestReference} characters of one line"
            : null;
        return problem is null;
    }

    private static bool IsName([NotNullWhen(true)] string? text, int longest, bool dots) =>
        text is { Length: > 0 }
        && text.Length <= longest
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(letter =>
            char.IsAsciiLetterLower(letter)
            || char.IsAsciiDigit(letter)
            || letter is '-'
            || (dots && letter is '.')
        );

    private static bool IsText(string text) =>
        text.Length is > 0 and <= LongestReference && !text.Any(char.IsControl);
}
