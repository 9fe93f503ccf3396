using System.CommandLine;

namespace SloOperator.Cli;

/// <summary>One pass over manifests, for a terminal or a script.</summary>
internal static class EvaluateCommand
{
    private const string Json = "json";
    private const string Table = "table";

    public static Command Create()
    {
        Option<string> file = CommonOptions.Manifests();
        Option<Uri?> url = CommonOptions.PrometheusUrl();
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "Evaluate at this time instead of now (RFC 3339)",
            HelpName = "TIME",
            CustomParser = CommonOptions.ParseTime,
        };
        var format = new Option<string>("-o", "--output")
        {
            Description = "How to print",
            DefaultValueFactory = _ => Table,
        };
        format.AcceptOnlyFromAmong(Table, Json);
        var command = new Command(
            "evaluate",
            "Evaluate manifests once and print budgets and on-call load (exit code 0: healthy, 2: a budget is exhausted or a load over its limit, 3: one is unknown, 1: wrong usage)"
        )
        {
            file,
            url,
            at,
            format,
        };
        command.SetAction(
            (parsed, ct) =>
            {
                var options = new EvaluateOptions(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(url),
                    parsed.GetValue(at),
                    parsed.GetValue(format) == Json
                );
                InvocationConfiguration io = parsed.InvocationConfiguration;
                return new OneTimeEvaluation(options, TimeProvider.System).RunAsync(
                    io.Output,
                    io.Error,
                    ct
                );
            }
        );
        return command;
    }
}
