using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace SloOperator.Cli;

/// <summary>Options of the operator's doors: who may ask, and where the API server asks.</summary>
internal sealed class DoorFlags
{
    private readonly Option<string> _audience = new("--api-audience")
    {
        Description = "Audience of the tokens with which the API is asked, in a cluster",
        HelpName = "NAME",
        DefaultValueFactory = _ => new RunOptions().ApiAudience,
    };

    private readonly Option<bool> _flaggerOpen = new("--flagger-open")
    {
        Description = "Answer Flagger's hooks without a token, which Flagger cannot send",
    };

    private readonly Option<IPEndPoint?> _admissionListen = new("--admission-listen")
    {
        Description = "Where the validating webhook is served, with TLS (default: nowhere)",
        HelpName = "HOST:PORT",
        CustomParser = CommonOptions.ParseEndPoint,
    };

    private readonly Option<string?> _admissionCertificate = new("--admission-certificate")
    {
        Description = "Folder of the webhook's tls.crt and tls.key, which somebody else keeps",
        HelpName = "DIR",
    };

    private readonly Option<string?> _admissionService = new("--admission-service")
    {
        Description =
            "Make and keep a certificate for this Service, and its authority in the ValidatingWebhookConfiguration of the same name",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_audience);
        command.Options.Add(_flaggerOpen);
        command.Options.Add(_admissionListen);
        command.Options.Add(_admissionCertificate);
        command.Options.Add(_admissionService);
    }

    /// <summary>What cannot go together; null: nothing.</summary>
    public string? FindProblem(SymbolResult parsed, bool isStandalone)
    {
        bool isServed = parsed.GetValue(_admissionListen) is not null;
        int certificates =
            (parsed.GetValue(_admissionCertificate) is null ? 0 : 1)
            + (parsed.GetValue(_admissionService) is null ? 0 : 1);
        return (isServed, certificates) switch
        {
            (true, _) when isStandalone =>
                "--admission-listen: without a cluster nobody calls a webhook; leave it out with --standalone",
            (true, not 1) =>
                "--admission-listen needs a certificate: either --admission-certificate or --admission-service",
            (false, > 0) =>
                "--admission-certificate and --admission-service are of use with --admission-listen only",
            _ => null,
        };
    }

    public RunOptions Read(ParseResult parsed, RunOptions options) =>
        options with
        {
            ApiAudience = parsed.GetRequiredValue(_audience),
            FlaggerOpen = parsed.GetValue(_flaggerOpen),
            AdmissionListen = parsed.GetValue(_admissionListen),
            AdmissionCertificate = parsed.GetValue(_admissionCertificate),
            AdmissionService = parsed.GetValue(_admissionService),
        };
}
