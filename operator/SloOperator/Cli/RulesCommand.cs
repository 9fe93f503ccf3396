using System.CommandLine;

namespace SloOperator.Cli;

/// <summary>Recording rules and alerts for a Prometheus, from manifests and without a server.</summary>
internal static class RulesCommand
{
    private const string File = "file";
    private const string PromRule = "promrule";

    public static Command Create()
    {
        var files = new Option<string[]>("-f", "--file")
        {
            Description = "A manifest, or a folder of manifests; may be repeated",
            HelpName = "DIR|FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var format = new Option<string>("-o", "--output")
        {
            Description =
                "A rule file of Prometheus, or PrometheusRule objects of Prometheus Operator",
            DefaultValueFactory = _ => File,
        };
        format.AcceptOnlyFromAmong(File, PromRule);
        var operatorAlerts = new Option<bool>("--operator-alerts")
        {
            Description = "Add the alerts on the operator itself",
        };
        var command = new Command(
            "rules",
            "Print recording rules and burn-rate alerts for TeamSLOs (exit code 1, and no rules, when something cannot be a rule)"
        )
        {
            files,
            format,
            operatorAlerts,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(files) is null or [] && !parsed.GetValue(operatorAlerts))
            {
                parsed.AddError("say of which manifests, by -f, or ask for --operator-alerts");
            }
        });
        command.SetAction(parsed =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            return new RulePrint(
                parsed.GetValue(files) ?? [],
                parsed.GetValue(format) == PromRule,
                parsed.GetValue(operatorAlerts)
            ).Run(io.Output, io.Error);
        });
        return command;
    }
}
