using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Auth;

namespace SloOperator.Cli;

/// <summary>The operator itself.</summary>
internal static class RunCommand
{
    private const int DefaultPort = 8080;

    public static Command Create()
    {
        var kubeconfig = new Option<string?>("--kubeconfig")
        {
            Description =
                "Kubeconfig to use instead of KUBECONFIG, the pod's service account or ~/.kube/config",
            HelpName = "FILE",
        };
        var context = new Option<string?>("--context")
        {
            Description = "Context of the kubeconfig",
            HelpName = "CONTEXT",
        };
        var namespaces = new Option<string[]>("--namespace")
        {
            Description = "Watch this namespace only; may be repeated",
            HelpName = "NAMESPACE",
        };
        Option<Uri?> url = CommonOptions.PrometheusUrl();
        var listen = new Option<IPEndPoint?>("--listen")
        {
            Description =
                $"Where the API, /metrics, /healthz and /readyz are served (in a cluster 0.0.0.0:{DefaultPort}, else 127.0.0.1:{DefaultPort}; port 0: a free one)",
            HelpName = "HOST:PORT",
            CustomParser = CommonOptions.ParseEndPoint,
        };
        var leaderElect = new Option<bool?>("--leader-elect")
        {
            Description = "Let one replica work at a time (default: true in a cluster)",
            HelpName = "true|false",
        };
        var operatorNamespace = new Option<string?>("--operator-namespace")
        {
            Description =
                "Where the operator's Secrets and Lease are (default: the pod's namespace, else slo-operator)",
            HelpName = "NAMESPACE",
        };
        var standalone = new Option<string?>("--standalone")
        {
            Description =
                "Work on a folder of manifests instead of a cluster; statuses go to DIR/.slo-operator",
            HelpName = "DIR",
        };
        Option<bool> allowPrivateSinks = CommonOptions.AllowPrivateSinks();
        var prometheusRules = new Option<bool>("--prometheus-rules")
        {
            Description =
                "Keep a PrometheusRule of Prometheus Operator for each TeamSLO (default: false)",
            HelpName = "true|false",
        };
        var command = new Command(
            "run",
            "Run the operator against a cluster, or on a folder of manifests"
        )
        {
            kubeconfig,
            context,
            namespaces,
            url,
            listen,
            leaderElect,
            operatorNamespace,
            standalone,
            allowPrivateSinks,
            prometheusRules,
        };
        var doors = new DoorFlags();
        doors.AddTo(command);
        var logs = new LogFlags();
        logs.AddTo(command);
        command.Validators.Add(parsed =>
        {
            if (
                parsed.GetValue(standalone) is not null
                && (parsed.GetValue(kubeconfig) ?? parsed.GetValue(context)) is not null
            )
            {
                parsed.AddError(
                    "--standalone works without a cluster: leave out --kubeconfig and --context"
                );
            }

            if (doors.FindProblem(parsed, parsed.GetValue(standalone) is not null) is { } problem)
            {
                parsed.AddError(problem);
            }

            if (parsed.GetValue(standalone) is not null && parsed.GetValue(prometheusRules))
            {
                parsed.AddError(
                    "--prometheus-rules keeps objects of a cluster: beside --standalone print them with slo-operator rules"
                );
            }
        });
        command.SetAction(
            (parsed, ct) =>
            {
                bool inCluster = InCluster.IsAvailable && parsed.GetValue(standalone) is null;
                var options = new RunOptions
                {
                    Kubeconfig = parsed.GetValue(kubeconfig),
                    Context = parsed.GetValue(context),
                    Namespaces = parsed.GetValue(namespaces) ?? [],
                    PrometheusUrl = parsed.GetValue(url),
                    Listen =
                        parsed.GetValue(listen)
                        ?? new IPEndPoint(
                            inCluster ? IPAddress.Any : IPAddress.Loopback,
                            DefaultPort
                        ),
                    LeaderElect = parsed.GetValue(leaderElect) ?? inCluster,
                    OperatorNamespace = parsed.GetValue(operatorNamespace),
                    Standalone = parsed.GetValue(standalone),
                    AllowPrivateSinks = parsed.GetValue(allowPrivateSinks),
                    PrometheusRules = parsed.GetValue(prometheusRules),
                };
                return RunAsync(logs.Read(parsed, doors.Read(parsed, options)), ct);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CancellationToken ct)
    {
        if (options.Standalone is { } folder && !Directory.Exists(folder))
        {
            throw new CommandException($"--standalone {folder}: there is no such folder");
        }

        await using WebApplication app = OperatorHost.Build(options);
        // Asked for before the run: the services are gone after it.
        OperatorLoop loop = app.Services.GetRequiredService<OperatorLoop>();
        try
        {
            await app.RunAsync(ct);
        }
        catch (SocketException e)
        {
            throw new CommandException($"--listen {options.Listen}: {e.Message}");
        }

        return loop.ExitCode;
    }
}
