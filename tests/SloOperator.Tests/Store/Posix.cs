using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SloOperator.Tests.Store;

/// <summary>What the base library does not offer: pipes, names that are no text, and an ordinary user's rights for one thread.</summary>
[SuppressMessage(
    "Interoperability",
    "SYSLIB1054",
    Justification = "The generated form needs unsafe code."
)]
internal static class Posix
{
    private const int ThreadClock = 3;
    private const uint Nobody = 65534;
    private const uint ReadAndWrite = 0x1a4;

    /// <summary>rwxr-xr-x.</summary>
    public const uint Open = 0x1ed;

    /// <summary>rwxrwxrwx.</summary>
    public const uint OpenToWrite = 0x1ff;

    /// <summary>r--r--r--: of a folder, what is in it can be seen, and nothing of it known.</summary>
    public const uint ReadOnly = 0x124;

    public const uint Closed = 0;

    public static void SetMode(string path, uint mode) => Check(ChMod(Bytes(path), mode));

    /// <summary>What this thread has computed so far: unlike a clock, it does not run while others have the processor.</summary>
    public static TimeSpan ThreadTime()
    {
        Check(ClockGetTime(ThreadClock, out Moment moment));
        return TimeSpan.FromSeconds(moment.Seconds + (moment.Nanoseconds / 1e9));
    }

    public static void MakePipe(string path) => Check(MkFifo(Bytes(path), ReadAndWrite));

    /// <summary>An empty file whose name is any bytes.</summary>
    public static void MakeFile(string folder, ReadOnlySpan<byte> name) =>
        Check(Close(Creat(Bytes(folder, name), ReadAndWrite)));

    public static void DeleteFile(string folder, ReadOnlySpan<byte> name) =>
        Check(Unlink(Bytes(folder, name)));

    /// <summary>Runs it with the rights of a user who owns nothing, when the tests run as root, whom no mode stops; else as it is.</summary>
    public static void AsOrdinaryUser(Action act)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            _ = GetEuid() == 0 ? SetFsUid(Nobody) : 0;
            try
            {
                act();
            }
            catch (Exception ex)
            {
                failure = ex;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Of a link too, whatever it leads to.</summary>
    public static void Rename(string from, string to) => Check(Rename(Bytes(from), Bytes(to)));

    private static byte[] Bytes(string folder, ReadOnlySpan<byte> name) =>
        [.. Encoding.UTF8.GetBytes(folder + "/"), .. name, 0];

    private static byte[] Bytes(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    private static void Check(int result) =>
        (result >= 0).ShouldBeTrue(Marshal.GetLastPInvokeErrorMessage());

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MkFifo(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChMod(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "creat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Creat(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename(byte[] from, byte[] to);

    [DllImport("libc", EntryPoint = "unlink", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unlink(byte[] path);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Moment moment);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEuid();

    /// <summary>Of the calling thread alone.</summary>
    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFsUid(uint user);

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Moment(long Seconds, long Nanoseconds);
}
