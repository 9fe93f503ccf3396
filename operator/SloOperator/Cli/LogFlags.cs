using System.CommandLine;

namespace SloOperator.Cli;

/// <summary>How much is logged, and in which form.</summary>
internal sealed class LogFlags
{
    private const string Text = "text";
    private const string Json = "json";

    private readonly Option<string> _format = new("--log-format")
    {
        Description = "Lines of text, or a JSON object a line",
        DefaultValueFactory = _ => Text,
    };

    private readonly Option<string> _level = new("--log-level")
    {
        Description = "The least severe that is logged",
        DefaultValueFactory = _ => "information",
    };

    private readonly Option<string?> _levels = new("--log-levels")
    {
        Description =
            "A JSON object of levels by category, such as {\"Default\": \"Debug\"}; it goes before --log-level and is followed while the operator runs",
        HelpName = "FILE",
    };

    public LogFlags()
    {
        _format.AcceptOnlyFromAmong(Text, Json);
        _level.AcceptOnlyFromAmong("trace", "debug", "information", "warning", "error", "critical");
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_level);
        command.Options.Add(_levels);
    }

    public RunOptions Read(ParseResult parsed, RunOptions options) =>
        options with
        {
            LogsAsJson = parsed.GetValue(_format) == Json,
            LogLevel = Enum.Parse<LogLevel>(parsed.GetRequiredValue(_level), ignoreCase: true),
            LogLevelsFile = parsed.GetValue(_levels),
        };
}
