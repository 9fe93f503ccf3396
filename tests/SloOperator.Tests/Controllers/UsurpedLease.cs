using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Tests.Controllers;

/// <summary>A lease that is there for the taking, and another's by the time it is to be renewed.</summary>
internal sealed class UsurpedLease : HttpMessageHandler
{
    private readonly HttpClient _http;
    private string? _lease;

    public UsurpedLease()
    {
        _http = new HttpClient(this, disposeHandler: false)
        {
            BaseAddress = new Uri("http://127.0.0.1/"),
        };
        Elector = new LeaderElector(
            new ResourceApi<Lease>(new KubeClient(_http, TimeProvider.System), Lease.Definition),
            new LeaderElectionOptions
            {
                Lease = new ResourceName("slo-system", "lead"),
                RetryPeriod = TimeSpan.FromMilliseconds(100),
            },
            TimeProvider.System,
            NullLogger.Instance
        );
    }

    public LeaderElector Elector { get; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.Method == HttpMethod.Post)
        {
            _lease = LeaseOf("another");
            return Answer(HttpStatusCode.Created, LeaseOf(Elector.HolderIdentity));
        }

        return request.Method == HttpMethod.Put
                ? Answer(HttpStatusCode.Conflict, Status("Conflict"))
            : _lease is null ? Answer(HttpStatusCode.NotFound, Status("NotFound"))
            : Answer(HttpStatusCode.OK, _lease);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _http.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode code, string body) =>
        Task.FromResult(
            new HttpResponseMessage(code)
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            }
        );

    private static string Status(string reason) =>
        $$"""{"kind":"Status","apiVersion":"v1","reason":"{{reason}}","message":"so it is"}""";

    private static string LeaseOf(string holder) =>
        $$$"""
            {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",
             "metadata":{"name":"lead","namespace":"slo-system","resourceVersion":"1"},
             "spec":{"holderIdentity":"{{{holder}}}","leaseDurationSeconds":15}}
            """;
}
