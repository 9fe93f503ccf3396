using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SloOperator.Telemetry;

/// <summary>Sends the program's traces over OTLP when the environment names a collector.</summary>
internal static class Tracing
{
    public const string SourcePattern = "SloOperator*";

    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpointKey = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>
    /// Null when no collector is named, or OTEL_SDK_DISABLED is true. All OTEL_* settings (protocol, headers, sampler, attributes)
    /// are read from <paramref name="configuration"/>; disposing sends what is left.
    /// </summary>
    public static IDisposable? Start(IConfiguration configuration) =>
        IsWanted(configuration) ? Build(configuration) : null;

    /// <summary>Apart, so that the SDK is not even loaded where nobody collects.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TracerProvider Build(IConfiguration configuration) =>
        Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services =>
                services.Replace(ServiceDescriptor.Singleton(configuration))
            )
            .ConfigureResource(DescribeProgram)
            .AddSource(SourcePattern)
            .AddOtlpExporter()
            .Build();

    private static bool IsWanted(IConfiguration configuration) =>
        (HasValue(configuration, EndpointKey) || HasValue(configuration, TracesEndpointKey))
        && !string.Equals(
            configuration["OTEL_SDK_DISABLED"],
            "true",
            StringComparison.OrdinalIgnoreCase
        );

    private static bool HasValue(IConfiguration configuration, string key) =>
        !string.IsNullOrWhiteSpace(configuration[key]);

    /// <summary>Our name is the default; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, when given, win.</summary>
    private static void DescribeProgram(ResourceBuilder resource) =>
        resource
            .AddService("slo-operator", serviceVersion: Version())
            .AddEnvironmentVariableDetector();

    private static string Version() =>
        typeof(Tracing)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";
}
