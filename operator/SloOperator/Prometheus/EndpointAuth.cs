using SloOperator.Http;

namespace SloOperator.Prometheus;

/// <summary>How an endpoint is told who asks. Sent over plain HTTP too when the platform team configured that: inside a cluster it is common.</summary>
internal abstract record EndpointAuth
{
    private EndpointAuth() { }

    /// <summary>The secret the requests need; null when they need none.</summary>
    public abstract SecretKey? Credential { get; }

    internal sealed record None : EndpointAuth
    {
        public override SecretKey? Credential => null;
    }

    internal sealed record Bearer(SecretKey Token) : EndpointAuth
    {
        public override SecretKey? Credential => Token;
    }

    internal sealed record Basic(string Username, SecretKey Password) : EndpointAuth
    {
        public override SecretKey? Credential => Password;
    }
}
