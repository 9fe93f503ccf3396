using SloOperator.Cli;
using SloOperator.Tests.Store;

namespace SloOperator.Tests.Cli;

/// <summary>The command line in this process: what it prints on both streams, what it exits with, and a folder for manifests.</summary>
public abstract class CliScenario : IAsyncLifetime
{
    protected const string Api = "apiVersion: slo-operator.dev/v1alpha1";

    private protected TemporaryFolder Folder { get; } = new();

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }

    private protected static Task<CliRun> RunAsync(params string[] args) =>
        RunAsync(args, CancellationToken.None);

    private protected static async Task<CliRun> RunAsync(string[] args, CancellationToken ct)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        int code = await CommandLine.RunAsync(args, output, error, ct);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>A usable TeamSLO, 99 % of a day's requests, in the file checkout.yaml.</summary>
    private protected string WriteCheckout(string objectives = "") =>
        Folder.Write(
            "checkout.yaml",
            $$$$"""
            {{{{Api}}}}
            kind: TeamSLO
            metadata: {name: checkout, namespace: shop}
            spec:
              team: payments
              service: checkout-api
              window: {rolling: 1d}
              objectives:
              - {name: availability, target: "99", indicator: {events: {errors: errors, total: requests}}}
              {{{{objectives}}}}
            """
        );
}
