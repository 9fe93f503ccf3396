using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using SloOperator.Telemetry;

namespace SloOperator.Tests.Telemetry;

public sealed class TracingTests
{
    [Fact]
    public async Task A_span_of_the_program_reaches_the_collector_with_the_programs_name()
    {
        var received = new TaskCompletionSource<byte[]>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        await using WebHost collector = await WebHost.StartAsync(endpoints =>
            endpoints.MapPost("/v1/traces", context => TakeAsync(context, received))
        );
        using var source = new ActivitySource("SloOperator.Tests.Tracing");

        using (
            IDisposable? provider = Tracing.Start(
                Environment("http/protobuf", collector.Client.BaseAddress!)
            )
        )
        {
            provider.ShouldNotBeNull();
            source.StartActivity("reconcile checkout").ShouldNotBeNull().Dispose();
        }

        string body = Encoding.UTF8.GetString(
            await received.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)
        );
        body.ShouldContain("reconcile checkout");
        body.ShouldContain("slo-operator");
        body.ShouldContain("service.version");
    }

    [Fact]
    public void Without_an_endpoint_nothing_is_started() =>
        Tracing.Start(new ConfigurationBuilder().Build()).ShouldBeNull();

    [Fact]
    public void The_SDK_switch_turns_it_off()
    {
        IConfiguration configuration = Settings(
            new(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
                ["OTEL_SDK_DISABLED"] = "true",
            }
        );

        Tracing.Start(configuration).ShouldBeNull();
    }

    private static IConfiguration Environment(string protocol, Uri endpoint) =>
        Settings(
            new(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            }
        );

    private static IConfiguration Settings(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private static async Task TakeAsync(HttpContext context, TaskCompletionSource<byte[]> received)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.TrySetResult(body.ToArray());
    }
}
