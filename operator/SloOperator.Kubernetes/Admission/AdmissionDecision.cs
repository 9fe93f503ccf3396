namespace SloOperator.Kubernetes.Admission;

/// <summary>The answer to one <see cref="AdmissionRequest"/>.</summary>
public sealed record AdmissionDecision
{
    private const int Forbidden = 403;

    private AdmissionDecision(bool isAllowed) => IsAllowed = isAllowed;

    public bool IsAllowed { get; }

    /// <summary>What the user reads, after the name of the webhook; null when allowed.</summary>
    public string? Message { get; private init; }

    /// <summary>The HTTP status of the user's own request; null when allowed.</summary>
    public int? Code { get; private init; }

    /// <summary>Shown to the user by kubectl whether allowed or not; the API server cuts each after 256 characters.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static AdmissionDecision Allow(params IReadOnlyList<string> warnings) =>
        new(isAllowed: true) { Warnings = warnings };

    /// <exception cref="ArgumentOutOfRangeException">The code is not one of an error, 400 to 599.</exception>
    public static AdmissionDecision Deny(string message, int code = Forbidden)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 599);
        return new AdmissionDecision(isAllowed: false) { Message = message, Code = code };
    }
}
