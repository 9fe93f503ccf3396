using System.Diagnostics;

namespace SloOperator.Testing.Processes;

/// <summary>
/// A small shell beside the tests that kills the processes and removes the folders they left, once their own process is gone.
/// Even a test run ended by SIGKILL then leaves no server behind: the end of its standard input is what the shell waits for.
/// </summary>
internal static class OrphanReaper
{
    private const string Script = """
        trap '' INT TERM HUP
        pids=
        while read -r what rest; do
          case "$what" in
            started) pids="$pids $rest" ;;
            ended) left=; for pid in $pids; do [ "$pid" = "$rest" ] || left="$left $pid"; done; pids="$left" ;;
            folder) set -- "$@" "$rest" ;;
          esac
        done
        [ -z "$pids" ] || kill -9 $pids 2>/dev/null
        [ "$#" -eq 0 ] || rm -rf -- "$@"
        """;

    private static readonly Lock Gate = new();
    private static Process? _shell;

    public static void Started(int processId) => Tell($"started {processId}");

    public static void Ended(int processId) => Tell($"ended {processId}");

    public static void Folder(string path) => Tell($"folder {path}");

    private static void Tell(string line)
    {
        lock (Gate)
        {
            _shell ??= Start();
            _shell.StandardInput.Write(line + "\n");
            _shell.StandardInput.Flush();
        }
    }

    private static Process Start()
    {
        // Its output is redirected so that it does not keep the pipes of whoever started the tests open.
        ProcessStartInfo start = new("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        return Process.Start(start)
            ?? throw new InvalidOperationException(
                "Cannot start /bin/sh to watch over child processes."
            );
    }
}
