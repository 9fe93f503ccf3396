using System.Globalization;

namespace SloOperator.Testing.Processes;

/// <summary>What a process takes up at one moment, as the kernel counts it.</summary>
/// <param name="ResidentMebibytes">Memory in use now.</param>
/// <param name="PeakMebibytes">The most it has used since its start, or since <see cref="ForgetOwnPeak"/>.</param>
/// <param name="AnonymousMebibytes">The part that belongs to no file: what it allocated itself.</param>
/// <param name="OpenHandles">Open files, sockets and pipes; the assemblies of .NET, which are loaded on first use and stay, do not count.</param>
/// <param name="Threads">Of all kinds.</param>
public sealed record ProcessUse(
    double ResidentMebibytes,
    double PeakMebibytes,
    double AnonymousMebibytes,
    int OpenHandles,
    int Threads
)
{
    private const double KibibytesPerMebibyte = 1024;

    /// <exception cref="IOException">There is no such process (any more).</exception>
    public static ProcessUse Of(int processId)
    {
        string[] status = File.ReadAllLines($"/proc/{processId}/status");
        return new ProcessUse(
            Field(status, "VmRSS:") / KibibytesPerMebibyte,
            Field(status, "VmHWM:") / KibibytesPerMebibyte,
            Field(status, "RssAnon:") / KibibytesPerMebibyte,
            Handles(processId),
            (int)Field(status, "Threads:")
        );
    }

    /// <summary>The peak of this process starts again from what it uses now.</summary>
    public static void ForgetOwnPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static int Handles(int processId) =>
        Directory
            .GetFiles($"/proc/{processId}/fd")
            .Count(handle => !IsAssembly(new FileInfo(handle)));

    private static bool IsAssembly(FileInfo handle) =>
        handle.LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) == true;

    private static double Field(string[] status, string name) =>
        double.Parse(
            status
                .Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]
                .Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
}
