namespace SloOperator.Kubernetes.Api;

/// <summary>A change to part of an object, as a value; the JSON is normalised to raw UTF-8 when it is sent.</summary>
public sealed record Patch
{
    private Patch(string contentType, ReadOnlyMemory<byte> body)
    {
        ContentType = contentType;
        Body = body;
    }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Such as "status"; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Who is recorded as the owner of the fields; null means the client's own.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Only for <see cref="Apply"/>: take over fields that another manager owns.</summary>
    public bool Force { get; private init; }

    /// <summary>RFC 7386; null removes a field, and lists are replaced whole.</summary>
    public static Patch Merge(ReadOnlyMemory<byte> utf8Json) =>
        new("application/merge-patch+json", utf8Json);

    /// <summary>RFC 6902; a failed "test" operation refuses the whole patch.</summary>
    public static Patch Json(ReadOnlyMemory<byte> utf8Json) =>
        new("application/json-patch+json", utf8Json);

    /// <summary>Server-side apply: the fields present become the manager's, and those it no longer sends are removed.</summary>
    public static Patch Apply(ReadOnlyMemory<byte> utf8Json, string fieldManager, bool force)
    {
        ArgumentException.ThrowIfNullOrEmpty(fieldManager);
        return new("application/apply-patch+yaml", utf8Json)
        {
            FieldManager = fieldManager,
            Force = force,
        };
    }
}
