namespace SloOperator.Kubernetes.Auth;

/// <summary>When an HTTP/2 connection is asked for a sign of life: after <paramref name="Idle"/> without a frame, and given up when <paramref name="Timeout"/> more brings none.</summary>
public sealed record KeepAlive(TimeSpan Idle, TimeSpan Timeout)
{
    /// <summary>The figures of client-go: a frozen server is noticed within 45 s.</summary>
    public static KeepAlive Default { get; } =
        new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));
}
