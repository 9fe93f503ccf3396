namespace SloOperator.Kubernetes.Auth;

/// <summary>A configuration or credential of the cluster cannot be used; the message names the file, the field and what to change, and never holds a secret.</summary>
public sealed class KubeconfigException : Exception
{
    /// <summary>One complaint.</summary>
    /// <param name="message">Where, what is wrong, what to change.</param>
    /// <param name="cause">What the file system, the parser or the plugin said.</param>
    public KubeconfigException(string message, Exception? cause = null)
        : base(message, cause) { }
}
