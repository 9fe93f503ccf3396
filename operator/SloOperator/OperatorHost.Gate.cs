using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Gate;
using SloOperator.Gate.Admission;
using SloOperator.Kubernetes.Access;
using SloOperator.Kubernetes.Admission;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Web;

namespace SloOperator;

/// <summary>The doors: API, Flagger's hooks and the admission webhook.</summary>
internal static partial class OperatorHost
{
    private const string AdmissionPath = "/admission/v1/validate";

    private static void AddGate(IServiceCollection services, RunOptions options)
    {
        services.AddSingleton<GateJournal>();
        services.AddSingleton<GateDesk>();
        if (options.AdmissionCertificate is { } folder)
        {
            services.AddSingleton(provider => new ReloadingCertificate(
                Path.Combine(folder, "tls.crt"),
                Path.Combine(folder, "tls.key"),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ReloadingCertificate>>()
            ));
        }
    }

    /// <summary>Who may ask is asked by every replica, not by the leader alone: nothing is changed by it.</summary>
    private static void AddClusterGate(
        IServiceCollection services,
        RunOptions options,
        string operatorNamespace
    )
    {
        services.AddSingleton<IApiAccess>(provider => new ClusterAccess(
            new AccessReviewer(
                new KubeClient(
                    provider.GetRequiredService<HttpClient>(),
                    provider.GetRequiredService<TimeProvider>()
                ),
                options.ApiAudience,
                provider.GetRequiredService<TimeProvider>()
            ),
            options.ApiAudience
        ));
        services.AddSingleton(provider => new AdmissionGate(
            provider.GetRequiredService<GateDesk>(),
            new WorkloadRevisions(
                Api(provider, KeptRevision.ReplicaSets),
                Api(provider, KeptRevision.ControllerRevisions)
            ),
            operatorNamespace,
            provider.GetRequiredService<ILogger<AdmissionGate>>()
        ));
        if (options.AdmissionService is { } service)
        {
            services.AddSingleton(provider => new KeptCertificate(
                Api(provider, ResourceKinds.Secret),
                Api(provider, WebhookConfiguration.Definition),
                (service, operatorNamespace),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<KeptCertificate>>()
            ));
            AddStandingPart<KeptCertificate>(
                services,
                "keeper of the webhook's certificate",
                kept => kept.RunAsync
            );
        }
    }

    private static void MapGate(WebApplication app, RunOptions options)
    {
        IServiceProvider services = app.Services;
        Func<IApiAccess> access = services.GetRequiredService<IApiAccess>;
        Func<GateDesk> desk = services.GetRequiredService<GateDesk>;
        app.MapGates(access, desk);
        app.MapLists(access, services);
        app.MapOpenApi();
        app.MapFlagger(
            options.FlaggerOpen ? () => Anybody : access,
            desk,
            (
                services.GetRequiredService<IResourceStore<TeamSlo>>,
                services.GetRequiredService<TimeProvider>()
            )
        );
        if (options.AdmissionListen is not null)
        {
            AdmissionGate gate = services.GetRequiredService<AdmissionGate>();
            _ = services.GetService<ReloadingCertificate>();
            app.Use(RefuseWithoutTls);
            app.MapAdmission(AdmissionPath, gate.JudgeAsync);
        }
    }

    private static readonly OpenAccess Anybody = new();

    /// <summary>The API server calls by TLS; whoever calls the other port is somebody else.</summary>
    private static Task RefuseWithoutTls(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != AdmissionPath || context.Request.IsHttps)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static void ListenForAdmission(KestrelServerOptions kestrel, RunOptions options)
    {
        if (options.AdmissionListen is not { } address)
        {
            return;
        }

        kestrel.Listen(
            address,
            listener =>
                listener.UseHttps(
                    new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ =>
                            ValueTask.FromResult(
                                new SslServerAuthenticationOptions
                                {
                                    ServerCertificateContext = CertificateOf(
                                        kestrel.ApplicationServices
                                    ),
                                }
                            ),
                    }
                )
        );
    }

    private static SslStreamCertificateContext CertificateOf(IServiceProvider services) =>
        services.GetService<ReloadingCertificate>()?.Current
        ?? services.GetService<KeptCertificate>()?.Current
        ?? throw new AuthenticationException("There is no serving certificate yet.");
}
