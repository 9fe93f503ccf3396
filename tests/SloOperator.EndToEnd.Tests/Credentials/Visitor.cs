using System.Text.RegularExpressions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Auth;
using SloOperator.Kubernetes.Runtime;

namespace SloOperator.EndToEnd.Tests.Credentials;

/// <summary>A client whose user may not do what it asks, so that the refusal says who the API server takes it for.</summary>
internal sealed partial class Visitor : IDisposable
{
    private static readonly ResourceName Forbidden = new("kube-system", "nothing");

    private readonly HttpClient _http;
    private readonly ResourceApi<Lease> _leases;

    public Visitor(ClusterConnection connection, TimeProvider clock)
    {
        _http = connection.CreateHttpClient(clock);
        _leases = new ResourceApi<Lease>(
            new KubeClient(_http, TimeProvider.System),
            Lease.Definition
        );
    }

    public async Task<string> NameAsync()
    {
        KubeException refusal = await AskAsync();
        Match user = User().Match(refusal.Message);
        return user.Success ? user.Groups["name"].Value : $"nobody: {refusal.Message}";
    }

    /// <summary>Whatever went wrong.</summary>
    public Task<KubeException> AskAsync() =>
        Should.ThrowAsync<KubeException>(() => _leases.GetAsync(Forbidden, CancellationToken.None));

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("User \"(?<name>[^\"]+)\" cannot get", RegexOptions.ExplicitCapture)]
    private static partial Regex User();
}
