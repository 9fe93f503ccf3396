using System.Runtime.InteropServices;
using SloOperator.Testing.Processes;

namespace SloOperator.Demo;

/// <summary>The published program, run as anybody would run it on a folder of manifests.</summary>
internal sealed class DemoOperator : IAsyncDisposable
{
    private const string Program = "bin/slo-operator";

    // Of shared/Microsoft.NETCore.App/version/: the program looks for a runtime only in the usual places.
    private static readonly string DotnetRoot = Path.GetFullPath(
        Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")
    );

    private readonly ChildProcess _process;

    private DemoOperator(ChildProcess process, Uri metrics)
    {
        _process = process;
        Metrics = metrics;
    }

    public Uri Metrics { get; }

    public static DemoOperator Start(string manifests, Uri prometheus, string logFile)
    {
        string listen = $"127.0.0.1:{LoopbackPort.Next()}";
        ChildProcessOptions options = new()
        {
            Arguments =
            [
                "run",
                "--standalone",
                manifests,
                "--prometheus-url",
                prometheus.ToString(),
                "--listen",
                listen,
            ],
            LogFile = logFile,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["DOTNET_ROOT"] = DotnetRoot,
            },
        };
        return new DemoOperator(
            ChildProcess.Start(Path.GetFullPath(Program), options),
            new Uri($"http://{listen}/metrics")
        );
    }

    public void DemandRunning()
    {
        if (_process.HasExited)
        {
            throw new DemoFailure($"{Program} ended; it last wrote:\n{_process.Tail()}");
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
