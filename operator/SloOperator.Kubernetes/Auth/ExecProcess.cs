using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SloOperator.Kubernetes.Auth;

/// <summary>One run of a credential plugin.</summary>
internal static class ExecProcess
{
    private const int LongestComplaint = 300;

    /// <summary>In characters, of each stream: no credential is that long.</summary>
    private const int LongestAnswer = 1024 * 1024;

    public static async Task<ExecCredentialJson.Answer> RunAsync(
        ExecPlugin plugin,
        TimeProvider time,
        CancellationToken ct
    )
    {
        using var limit = new CancellationTokenSource(plugin.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using Process process = Start(plugin);
        try
        {
            return await AnswerAsync(plugin, process, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Problem(plugin, $"no answer within {plugin.Timeout.TotalSeconds:0} s");
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Question(plugin);
        try
        {
            return Process.Start(start) ?? throw Problem(plugin, "did not start");
        }
        catch (Win32Exception e)
        {
            throw Problem(plugin, $"cannot be run: {e.Message}. {plugin.InstallHint}".TrimEnd(), e);
        }
    }

    private static string Question(ExecPlugin plugin)
    {
        var question = new ExecCredentialJson
        {
            ApiVersion = plugin.ApiVersion,
            Kind = "ExecCredential",
            Spec = new ExecCredentialJson.Question
            {
                Interactive = false,
                Cluster = plugin.Cluster,
            },
        };
        return JsonSerializer.Serialize(question, ExecJsonContext.Default.ExecCredentialJson);
    }

    private static async Task<ExecCredentialJson.Answer> AnswerAsync(
        ExecPlugin plugin,
        Process process,
        CancellationToken ct
    )
    {
        // A plugin that asks for a password gets an end of file and not our terminal.
        process.StandardInput.Close();
        Task<string> output = ReadAsync(process.StandardOutput, LongestAnswer, ct);
        Task<string> complaint = ReadAsync(process.StandardError, LongestAnswer, ct);
        await foreach (Task<string> stream in Task.WhenEach(output, complaint))
        {
            if ((await stream).Length > LongestAnswer)
            {
                throw Problem(plugin, $"it wrote more than {LongestAnswer / 1024} KiB");
            }
        }

        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            string text = (await complaint).Trim();
            throw Problem(
                plugin,
                $"exit code {process.ExitCode}: {text[..Math.Min(text.Length, LongestComplaint)]}".TrimEnd(
                    ' ',
                    ':'
                )
            );
        }

        return Parse(plugin, await output);
    }

    /// <summary>To the end, or to one character more than <paramref name="most"/>.</summary>
    private static async Task<string> ReadAsync(StreamReader from, int most, CancellationToken ct)
    {
        var buffer = new char[4096];
        var text = new StringBuilder();
        while (text.Length <= most && await from.ReadAsync(buffer, ct) is > 0 and var read)
        {
            text.Append(buffer, 0, Math.Min(read, most + 1 - text.Length));
        }

        return text.ToString();
    }

    private static ExecCredentialJson.Answer Parse(ExecPlugin plugin, string output)
    {
        ExecCredentialJson? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, ExecJsonContext.Default.ExecCredentialJson);
        }
        catch (JsonException e)
        {
            // Neither the text nor the parser's quotation of it: it may hold the token.
            throw Problem(
                plugin,
                $"its output is not an ExecCredential: line {e.LineNumber}, {e.Path}"
            );
        }

        if (
            answer is not { Kind: "ExecCredential" }
            || !string.Equals(answer.ApiVersion, plugin.ApiVersion, StringComparison.Ordinal)
        )
        {
            throw Problem(plugin, $"its output is not an ExecCredential of {plugin.ApiVersion}");
        }

        return IsUsable(answer.Status)
            ? answer.Status!
            : throw Problem(
                plugin,
                "its output has neither a token nor a certificate with its key"
            );
    }

    private static bool IsUsable(ExecCredentialJson.Answer? status) =>
        status
            is { Token.Length: > 0 }
                or { ClientCertificateData.Length: > 0, ClientKeyData.Length: > 0 };

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static KubeconfigException Problem(
        ExecPlugin plugin,
        string problem,
        Exception? cause = null
    ) => new($"credential plugin '{plugin.Command}': {problem}", cause);
}
