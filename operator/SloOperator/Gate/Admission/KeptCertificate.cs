using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Gate.Admission;

/// <summary>
/// The webhook's own serving certificate: made by the replica that leads, kept in a Secret that all replicas serve from, renewed when a
/// third of its life is left, and its authority kept in the webhook's configuration. Until there is one, connections are refused and
/// the API server's failurePolicy counts.
/// </summary>
internal sealed partial class KeptCertificate(
    ResourceApi<Secret> secrets,
    ResourceApi<WebhookConfiguration> configurations,
    (string Service, string Namespace) at,
    TimeProvider time,
    ILogger<KeptCertificate> log
)
{
    /// <summary>Who stands by hears of a renewal so late at most; the certificate before is good for weeks then.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>While there is none.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private SslStreamCertificateContext? _current;
    private string? _served;

    private readonly ResourceName _secret = new(at.Namespace, $"{at.Service}-admission");
    private readonly string _host = $"{at.Service}.{at.Namespace}.svc";

    /// <summary>For a connection that begins now; null: there is none yet.</summary>
    public SslStreamCertificateContext? Current => Volatile.Read(ref _current);

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            bool isKept = await LookAsync(ct);
            await Task.Delay(isKept ? LookEvery : LookAgain, time, ct);
        }
    }

    /// <summary>False: something could not be read or written, or is not there yet.</summary>
    private async Task<bool> LookAsync(CancellationToken ct)
    {
        try
        {
            Secret? secret = await secrets.GetAsync(_secret, ct);
            CertificateSet? found = secret is null ? null : CertificateSet.Read(secret.Find);
            if (found is not null)
            {
                Serve(found);
            }

            if (found is null || found.IsDue(_host, time.GetUtcNow()))
            {
                found = await RenewAsync(secret, found, ct);
            }

            Serve(found);
            await TellAsync(found, ct);
            return true;
        }
        catch (Exception e) when (e is KubeException or HttpRequestException)
        {
            if (Current is null)
            {
                LogNone(log, _secret, e.Message);
            }

            return Current is not null;
        }
    }

    private async Task<CertificateSet> RenewAsync(
        Secret? secret,
        CertificateSet? before,
        CancellationToken ct
    )
    {
        var renewed = CertificateSet.Renew(before, _host, time.GetUtcNow());
        IReadOnlyDictionary<string, string?> data = renewed
            .ToSecret()
            .ToDictionary(
                pair => pair.Key,
                pair => (string?)Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value!)),
                StringComparer.Ordinal
            );
        var written = new Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Metadata =
                secret?.Metadata
                ?? new ObjectMeta { Name = _secret.Name, Namespace = _secret.Namespace },
            Type = secret?.Type ?? "kubernetes.io/tls",
            Data = data,
        };
        // Of two that write it one is refused, and reads what the other wrote.
        await (
            secret is null ? secrets.CreateAsync(written, ct) : secrets.UpdateAsync(written, ct)
        );
        LogRenewed(log, _host, _secret);
        return renewed;
    }

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "The context owns the certificate as long as connections use it."
    )]
    private void Serve(CertificateSet set)
    {
        if (set.Certificate == _served)
        {
            return;
        }

        Volatile.Write(
            ref _current,
            SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPem(set.Certificate, set.Key),
                null,
                offline: true
            )
        );
        _served = set.Certificate;
    }

    /// <summary>The API server believes nobody else under this name.</summary>
    private async Task TellAsync(CertificateSet set, CancellationToken ct)
    {
        var name = new ResourceName(null, at.Service);
        string bundle = Convert.ToBase64String(Encoding.UTF8.GetBytes(set.AuthorityCertificate));
        WebhookConfiguration? configuration = await configurations.GetAsync(name, ct);
        if (configuration is null)
        {
            LogNoConfiguration(log, at.Service);
            return;
        }

        JsonPatchStep[] steps =
        [
            .. (configuration.Webhooks ?? [])
                .Select((webhook, place) => (webhook.ClientConfig?.CaBundle, place))
                .Where(webhook => webhook.CaBundle != bundle)
                .Select(webhook => new JsonPatchStep(
                    "add",
                    $"/webhooks/{webhook.place}/clientConfig/caBundle",
                    bundle
                )),
        ];
        if (steps.Length > 0)
        {
            await configurations.PatchAsync(
                name,
                Patch.Json(
                    JsonSerializer.SerializeToUtf8Bytes(
                        steps,
                        AdmissionKeepingJson.Default.IReadOnlyListJsonPatchStep
                    )
                ),
                ct
            );
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "A serving certificate for {Host} was made, kept in the secret {Secret}"
    )]
    private static partial void LogRenewed(ILogger log, string host, ResourceName secret);

    [LoggerMessage(
        LogLevel.Warning,
        "The admission webhook has no certificate yet: the secret {Secret} could not be read or made: {Reason}"
    )]
    private static partial void LogNone(ILogger log, ResourceName secret, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "There is no ValidatingWebhookConfiguration {Name} whose caBundle could be kept: no workload is judged"
    )]
    private static partial void LogNoConfiguration(ILogger log, string name);
}
