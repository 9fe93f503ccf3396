using System.CommandLine;
using SloOperator.Gate;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Cli;

/// <summary>Asks a gate, for a pipeline.</summary>
internal static class GateCommand
{
    private const string Fail = "fail";

    public static Command Create()
    {
        var slo = new Argument<string>("NAMESPACE/NAME") { Description = "The TeamSLO" };
        var change = new Option<string?>("--change")
        {
            Description = "Class of the change, such as feature, rollback or security",
            HelpName = "CLASS",
        };
        var reference = new Option<string?>("--ref")
        {
            Description = "What is to be shipped, such as a commit",
            HelpName = "TEXT",
        };
        var environment = new Option<string?>("--env")
        {
            Description = "Where to, for the audit log of the operator",
            HelpName = "NAME",
        };
        var onUnknown = new Option<string>("--on-unknown")
        {
            Description = "What to make of a budget that nobody knows",
            DefaultValueFactory = _ => Fail,
        };
        onUnknown.AcceptOnlyFromAmong("allow", "deny", Fail);
        var format = new Option<string>("-o", "--output")
        {
            Description = "How to print; github: annotations and a step summary",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "github");
        var source = new GateSourceFlags();
        var command = new Command(
            "gate",
            "Ask whether something may ship (exit code 0: yes, perhaps with a warning, 2: no, 3: the budget is unknown, 4: nobody could be asked, 1: wrong usage)"
        )
        {
            slo,
            change,
            reference,
            environment,
            onUnknown,
            format,
        };
        source.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                GateRequest request = new(
                    NameOf(parsed.GetRequiredValue(slo)),
                    parsed.GetValue(change),
                    parsed.GetValue(reference),
                    parsed.GetValue(environment)
                );
                if (!request.IsValid(out string? problem))
                {
                    throw new CommandException($"gate: {problem}");
                }

                GateAnswer answer = await source.Open(parsed).AskAsync(request, ct);
                await GatePrinter.WriteAsync(
                    answer,
                    parsed.GetRequiredValue(format),
                    parsed.InvocationConfiguration.Output,
                    ct
                );
                return ExitCodeOf(answer, parsed.GetRequiredValue(onUnknown));
            }
        );
        return command;
    }

    private static ResourceName NameOf(string text) =>
        text.Split('/') is [var ns, var name]
            ? new ResourceName(ns, name)
            : throw new CommandException(
                $"gate: '{text}' is not NAMESPACE/NAME, such as payments/checkout"
            );

    private static int ExitCodeOf(GateAnswer answer, string onUnknown) =>
        answer.Decision switch
        {
            "Unknown" => onUnknown switch
            {
                "allow" => ExitCodes.Ok,
                "deny" => ExitCodes.Denied,
                _ => ExitCodes.Unknown,
            },
            _ => answer.Allowed ? ExitCodes.Ok : ExitCodes.Denied,
        };
}
