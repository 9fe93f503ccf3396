namespace SloOperator.Testing.Processes;

/// <summary>What the threads of a process do, as the kernel tells it (proc(5), /proc/pid/task/tid/stat).</summary>
internal static class ProcessThreads
{
    private const string Stopped = "TtZX";

    /// <summary>Whether none can run any more, as after SIGSTOP; a process that is gone has none.</summary>
    public static bool HaveStopped(int processId)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{processId}/task").All(HasStopped);
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
    }

    private static bool HasStopped(string thread)
    {
        try
        {
            string stat = File.ReadAllText(Path.Combine(thread, "stat"));
            // The name before it is in parentheses, and may have some itself.
            return Stopped.Contains(stat[stat.LastIndexOf(')') + 2], StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return true;
        }
    }
}
