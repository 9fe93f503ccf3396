namespace SloOperator.Kubernetes.Access;

/// <summary>Somebody as the API server knows them.</summary>
public sealed record AccessUser
{
    public string? Username { get; init; }

    public string? Uid { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Whatever else the authenticator said; handed on as it is.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }
}
