using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging.Console;
using SloOperator.Cli;
using SloOperator.Controllers;
using SloOperator.Controllers.Exceptions;
using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Budgets;
using SloOperator.Kubernetes.Api;
using SloOperator.Pagers.Alertmanager;
using SloOperator.Prometheus;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources;
using SloOperator.Resources.Policy;
using SloOperator.Telemetry;

namespace SloOperator;

/// <summary>The only composition root: everything the operator is made of is put together here and in its two halves, cluster and folder.</summary>
internal static partial class OperatorHost
{
    /// <summary>Probes, scrapes and pipelines beside an API server that asks about 200 changes at once.</summary>
    private const int MostConnections = 400;
    private const long LargestBody = 64 * 1024;
    private const string LogTime = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <param name="options">Checked by the command line.</param>
    /// <param name="overrides">What a test puts in place of a part: a clock, an event sink.</param>
    public static WebApplication Build(
        RunOptions options,
        Action<IServiceCollection>? overrides = null
    )
    {
        // Empty: no settings files to watch, no providers that nobody asks; all options come from the command line.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddEnvironmentVariables();
        ConfigureWeb(builder, options);
        ConfigureLogs(builder.Logging, options);
        IServiceCollection services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        AddTelemetry(services, builder.Configuration);
        AddControllers(services, options);
        AddOnCall(services, options);
        AddPolicy(services, options);
        AddGate(services, options);
        if (options.Standalone is { } folder)
        {
            AddFolder(services, folder, options);
        }
        else
        {
            AddCluster(services, options);
        }

        overrides?.Invoke(services);
        WebApplication app = builder.Build();
        // The exposition hears only what is counted after it was made, so it is made before everything else.
        app.MapHealthAndMetrics(
            app.Services.GetRequiredService<HealthState>(),
            app.Services.GetRequiredService<PrometheusText>()
        );
        app.MapAlertmanagerHook(app.Services.GetRequiredService<AlertmanagerHook>);
        MapGate(app, options);
        // Nobody asks for it: it listens.
        _ = app.Services.GetRequiredService<EndpointSeries>();
        _ = app.Services.GetService<TracingSession>();
        app.Services.GetService<LogLevelsFile>()
            ?.Follow(
                app.Services.GetRequiredService<TimeProvider>(),
                app.Services.GetRequiredService<ILogger<LogLevelsFile>>()
            );
        return app;
    }

    private static void ConfigureWeb(WebApplicationBuilder builder, RunOptions options)
    {
        builder.Services.AddRoutingCore();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(options.Listen);
                ListenForAdmission(kestrel, options);
                kestrel.AddServerHeader = false;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
                kestrel.Limits.MaxRequestBodySize = LargestBody;
                kestrel.Limits.MaxConcurrentConnections = MostConnections;
            });
    }

    /// <summary>To stderr: stdout is for what a command prints.</summary>
    private static void ConfigureLogs(ILoggingBuilder logging, RunOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);
        if (options.LogsAsJson)
        {
            logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = LogTime;
                // What needs no escape is easier to search for without one.
                console.JsonWriterOptions = new()
                {
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                };
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = LogTime + " ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // What it would log is thrown on, and told in one line by the command.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (options.LogLevelsFile is { } file)
        {
            AddLevels(logging, file);
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The services dispose it.")]
    private static void AddLevels(ILoggingBuilder logging, string file)
    {
        var levels = new LogLevelsFile(file);
        // What a factory makes is disposed with the services; what is handed to them is not.
        logging.Services.AddSingleton(_ => levels);
        logging.AddConfiguration(new ConfigurationBuilder().Add(levels).Build());
    }

    private static void AddTelemetry(
        IServiceCollection services,
        ConfigurationManager configuration
    )
    {
        services.AddSingleton<HealthState>();
        services.AddSingleton(_ => new BudgetMetrics(Enum.GetNames<Verdict>()));
        services.AddSingleton(provider => new PrometheusText(
            others:
            [
                .. provider.GetRequiredService<BudgetMetrics>().Families,
                .. provider.GetRequiredService<OnCallMetrics>().Families,
                .. provider.GetRequiredService<GateMetrics>().Families,
                .. provider.GetRequiredService<TicketMetrics>().Families,
            ]
        ));
        services.AddSingleton<IBudgetGauges, BudgetGauges>();
        services.AddSingleton<EndpointSeries>();
        if (Tracing.Start(configuration) is { } tracing)
        {
            services.AddSingleton(_ => new TracingSession(tracing));
        }
    }

    private static void AddControllers(IServiceCollection services, RunOptions options)
    {
        AddPrometheus(services);
        services.AddSingleton(provider => new BudgetCollector(
            provider.GetRequiredService<Func<EndpointOptions, PrometheusClient>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BudgetCollector>>()
        ));
        services.AddSingleton<IBudgetReadings>(provider =>
            provider.GetRequiredService<BudgetCollector>()
        );
        services.AddSingleton<IEndpointProbe>(provider =>
            provider.GetRequiredService<BudgetCollector>()
        );
        services.AddSingleton(provider => new TeamSloMapper(
            DefaultEndpoint.StandIn(
                EndpointsOf(provider.GetRequiredService<IResourceStore<PrometheusEndpoint>>()),
                options.PrometheusUrl?.ToString()
            ),
            PoliciesOf(provider)
        ));
        services.AddSingleton<TeamSloPublication>();
        services.AddSingleton<TeamSloReconciler>();
        services.AddSingleton<TeamSloController>();
        services.AddSingleton<PrometheusEndpointReconciler>();
        services.AddSingleton<PrometheusEndpointController>();
        services.AddSingleton(provider => new FirstRead(
            [
                ("TeamSLOs", provider.GetRequiredService<IResourceStore<TeamSlo>>().Synced),
                (
                    "PrometheusEndpoints",
                    provider.GetRequiredService<IResourceStore<PrometheusEndpoint>>().Synced
                ),
                (
                    "ErrorBudgetPolicies",
                    provider.GetRequiredService<IResourceStore<ErrorBudgetPolicy>>().Synced
                ),
                ("BudgetExceptions", provider.GetRequiredService<IExceptions>().Synced),
                ("ReliabilityTickets", provider.GetRequiredService<IOutboxStore>().Synced),
                ("TicketSinks", provider.GetRequiredService<ISinkDirectory>().Synced),
            ],
            provider.GetRequiredService<HealthState>()
        ));
        AddPart<FirstRead>(services, "report of the first read", report => report.RunAsync);
        AddStandingPart<IResourceStore<TeamSlo>>(
            services,
            "store of TeamSLOs",
            store => store.RunAsync
        );
        AddStandingPart<IResourceStore<PrometheusEndpoint>>(
            services,
            "store of PrometheusEndpoints",
            store => store.RunAsync
        );
        AddPart<BudgetCollector>(services, "collector", collector => collector.RunAsync);
        AddPart<TeamSloController>(
            services,
            "controller of TeamSLOs",
            controller => controller.RunAsync
        );
        AddPart<PrometheusEndpointController>(
            services,
            "controller of PrometheusEndpoints",
            controller => controller.RunAsync
        );
        services.AddSingleton<OperatorLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorLoop>());
    }

    /// <summary>Clients of one endpoint share its limits, whoever asks.</summary>
    private static void AddPrometheus(IServiceCollection services)
    {
        services.AddSingleton<RequestThrottles>();
        services.AddSingleton<Func<EndpointOptions, PrometheusClient>>(provider =>
            endpoint => new PrometheusClient(
                endpoint,
                provider.GetRequiredService<ISecretReader>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<RequestThrottles>().Of(endpoint)
            )
        );
    }

    private static EndpointLookup EndpointsOf(IResourceStore<PrometheusEndpoint> store) =>
        name => store.Find(new ResourceName(null, name));

    private static void AddPart<T>(
        IServiceCollection services,
        string name,
        Func<T, Func<CancellationToken, Task>> run
    )
        where T : notnull =>
        services.AddSingleton(provider => new OperatorPart(
            name,
            run(provider.GetRequiredService<T>())
        ));

    /// <summary>What the gate and the lists answer from, on every replica.</summary>
    private static void AddStandingPart<T>(
        IServiceCollection services,
        string name,
        Func<T, Func<CancellationToken, Task>> run
    )
        where T : notnull =>
        services.AddSingleton(provider => new OperatorPart(
            name,
            run(provider.GetRequiredService<T>())
        )
        {
            IsStanding = true,
        });
}
