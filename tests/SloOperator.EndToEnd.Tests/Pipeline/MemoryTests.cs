using System.Globalization;
using SloOperator.EndToEnd.Tests.Program;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>What answers without measure cost the program that reads them, beside one whose Prometheus is well.</summary>
public sealed class MemoryTests(SteadyShop shop, ITestOutputHelper output)
    : IClassFixture<SteadyShop>
{
    private const int Endpoints = 8;
    private const long Mebi = 1 << 20;

    /// <summary>Each endpoint may have an answer of 8 MiB under way, in a buffer that grows by doubling.</summary>
    private const long MostGrowth = Endpoints * (8 + 16) * Mebi;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    [Theory]
    [InlineData("a gzip bomb")]
    [InlineData("ten megabytes")]
    public async Task An_answer_without_measure_costs_no_more_than_its_limit(string fault)
    {
        long calm = await PeakAsync(PrometheusFault.None, "Measured");

        long disturbed = await PeakAsync(PrometheusFault.Named(fault), "Stale");

        output.WriteLine($"{calm / Mebi} MiB without, {disturbed / Mebi} MiB with {fault}");
        (disturbed - calm).ShouldBeLessThan(MostGrowth);
    }

    /// <summary>The most that was ever resident until every endpoint was read.</summary>
    private async Task<long> PeakAsync(Behaviour fault, string verdict)
    {
        await using PrometheusFront front = await PrometheusFront.StartAsync(shop.Server.Url);
        front.Fault = fault;
        using StandaloneFolder folder = new();
        SloManifest[] slos =
        [
            .. Enumerable
                .Range(0, Endpoints)
                .Select(i => new SloManifest("memory", $"slo-{i}") { Endpoint = $"front-{i}" }),
        ];
        foreach (SloManifest slo in slos)
        {
            folder.Write(slo);
            folder.Write(
                slo.Endpoint!,
                $$"""
                apiVersion: slo-operator.dev/v1alpha1
                kind: PrometheusEndpoint
                metadata: {name: {{slo.Endpoint}}}
                spec: {url: "{{front.Url}}"}
                """
            );
        }

        await using RunningBinary running = RunningBinary.Start("--standalone", folder.Path);
        foreach (SloManifest slo in slos)
        {
            StatusText status = await folder.StatusAsync(
                slo,
                seen => seen.Verdict.ShouldBe(verdict),
                Deadline
            );
        }

        running.Process.Errors.Text.ShouldNotContain("Unhandled");
        return Peak(running.Process.Id);
    }

    private static long Peak(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status")
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        string kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return long.Parse(kibibytes.Split('\t')[^1], CultureInfo.InvariantCulture) * 1024;
    }
}
