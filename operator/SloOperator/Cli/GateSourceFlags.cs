using System.CommandLine;

namespace SloOperator.Cli;

/// <summary>Options that say whom <c>gate</c> asks: an operator, a folder that an operator works on, or else a cluster.</summary>
internal sealed class GateSourceFlags
{
    /// <summary>Read where no file is named, so that no token stands in a command line.</summary>
    public const string TokenVariable = "SLO_OPERATOR_TOKEN";

    private readonly Option<Uri?> _server = new("--server")
    {
        Description =
            $"Ask the operator at this URL; its token is read from --token-file or {TokenVariable}",
        HelpName = "URL",
        CustomParser = CommonOptions.ParseUrl,
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "Holds the bearer token for --server",
        HelpName = "FILE",
    };

    private readonly Option<string?> _certificateAuthority = new("--certificate-authority")
    {
        Description = "PEM file of the authority that the server's certificate must be of",
        HelpName = "FILE",
    };

    private readonly Option<string?> _standalone = new("--standalone")
    {
        Description = "Read the statuses that an operator keeps for this folder of manifests",
        HelpName = "DIR",
    };

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description =
            "Kubeconfig to use instead of KUBECONFIG, the pod's service account or ~/.kube/config",
        HelpName = "FILE",
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "Context of the kubeconfig",
        HelpName = "CONTEXT",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_tokenFile);
        command.Options.Add(_certificateAuthority);
        command.Options.Add(_standalone);
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        command.Validators.Add(parsed =>
        {
            bool[] named =
            [
                parsed.GetValue(_server) is not null,
                parsed.GetValue(_standalone) is not null,
                (parsed.GetValue(_kubeconfig) ?? parsed.GetValue(_context)) is not null,
            ];
            if (named.Count(each => each) > 1)
            {
                parsed.AddError(
                    "name one to ask: --server, --standalone, or a cluster by --kubeconfig and --context"
                );
            }
        });
    }

    public IGateSource Open(ParseResult parsed) =>
        parsed.GetValue(_server) is { } server
            ? new ServerGateSource(
                server,
                TokenOf(parsed.GetValue(_tokenFile)),
                parsed.GetValue(_certificateAuthority)
            )
        : parsed.GetValue(_standalone) is { } folder ? new FolderGateSource(folder)
        : new ClusterGateSource(
            Connection.Of(parsed.GetValue(_kubeconfig), parsed.GetValue(_context))
        );

    private static string? TokenOf(string? file)
    {
        string? token = file is null
            ? Environment.GetEnvironmentVariable(TokenVariable)
            : File.ReadAllText(file);
        return token?.Trim() is { Length: > 0 } found ? found : null;
    }
}
