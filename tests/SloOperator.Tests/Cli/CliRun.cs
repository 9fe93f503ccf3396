namespace SloOperator.Tests.Cli;

/// <summary>What a command left behind.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    public string[] Lines => Split(Output);

    public string[] ErrorLines => Split(Error);

    /// <summary>The one line on stderr of a command that did nothing.</summary>
    public string Complaint
    {
        get
        {
            ExitCode.ShouldBe(1);
            Output.ShouldBeEmpty();
            return ErrorLines.ShouldHaveSingleItem();
        }
    }

    private static string[] Split(string text) =>
        text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
