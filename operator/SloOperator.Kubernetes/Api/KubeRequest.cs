namespace SloOperator.Kubernetes.Api;

/// <summary>A request as a value; <see cref="Path"/> is relative to the server's address, which may have a path of its own.</summary>
internal sealed record KubeRequest(HttpMethod Method, string Verb, string Resource, string Path)
{
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    /// <summary>A page of 500 large objects over a slow line takes longer than one object.</summary>
    public static readonly TimeSpan ListDeadline = TimeSpan.FromMinutes(2);

    public ReadOnlyMemory<byte> Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Bounds one attempt, the body included.</summary>
    public TimeSpan Deadline { get; init; } = DefaultDeadline;

    /// <summary>Lists and watches are read in pieces, each with its own limit.</summary>
    public bool CapsResponse { get; init; } = true;

    public override string ToString() => $"{Method} /{Path}";
}
