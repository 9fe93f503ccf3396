using System.Text.Json;
using SloOperator.Gate;

namespace SloOperator.Cli;

/// <summary>Prints an answer for a terminal, a program, or a GitHub workflow.</summary>
internal static class GatePrinter
{
    /// <summary>Set by GitHub's runner: what is appended there is shown with the job.</summary>
    public const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    public static async Task WriteAsync(
        GateAnswer answer,
        string format,
        TextWriter output,
        CancellationToken ct
    )
    {
        switch (format)
        {
            case "json":
                await output.WriteLineAsync(
                    JsonSerializer.Serialize(answer, GateJson.Indented.GateAnswer)
                );
                break;
            case "github":
                await output.WriteLineAsync(Annotation(answer));
                if (Environment.GetEnvironmentVariable(SummaryVariable) is { Length: > 0 } summary)
                {
                    await File.AppendAllTextAsync(summary, answer.SummaryMarkdown + "\n", ct);
                }

                break;
            default:
                await WriteTextAsync(answer, output);
                break;
        }
    }

    private static async Task WriteTextAsync(GateAnswer answer, TextWriter output)
    {
        await output.WriteLineAsync(
            $"{answer.Decision} {answer.Namespace}/{answer.Name}: {answer.Reason}: {OneLine(answer.Message)}"
        );
        foreach (GateObjective objective in answer.Objectives)
        {
            await output.WriteLineAsync(
                $"  {objective.Name}: budget {objective.BudgetRemaining ?? "unknown"} of {objective.Target ?? "?"} % ({objective.Verdict})"
            );
        }

        if (answer.NextRelief is { } relief)
        {
            await output.WriteLineAsync("  " + GateWords.Relief("It opens", relief));
        }

        if (answer.TicketUrl is { } ticket)
        {
            await output.WriteLineAsync($"  reliability work: {ticket}");
        }
    }

    /// <summary>A workflow command: % and line ends are its own, and in a property also : and ,.</summary>
    private static string Annotation(GateAnswer answer)
    {
        string kind = answer switch
        {
            { Allowed: false } => "error",
            { Decision: "Allow" } => "notice",
            _ => "warning",
        };
        string title = Escape($"{GateSummary.Headline(answer)}: {answer.Namespace}/{answer.Name}")
            .Replace(":", "%3A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
        return $"::{kind} title={title}::{Escape(GateWords.Line(answer))}";
    }

    private static string Escape(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
