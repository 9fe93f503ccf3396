using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace SloOperator.Store;

/// <summary>What the system says of a path without opening it.</summary>
/// <param name="Kind">Links are followed, as in mounted ConfigMaps.</param>
/// <param name="Stamp">Of meaning for what exists.</param>
/// <param name="Reason">Why the kind is unknown; null for the others.</param>
internal readonly record struct FileFacts(FileKind Kind, FileStamp Stamp, string? Reason = null)
{
    private const int WorkingFolder = -100;
    private const uint BasicsAndBirth = 0xfff;
    private const int TypeBits = 0xf000;
    private const int FolderType = 0x4000;
    private const int RegularType = 0x8000;
    private const int NoEntry = 2;
    private const int NoFolder = 20;
    private const int TooManyLinks = 40;

    public static FileFacts Of(string path) =>
        OperatingSystem.IsLinux() ? Ask(path) : Approximate(new FileInfo(path));

    private static FileFacts Ask(string path)
    {
        if (
            Statx(
                WorkingFolder,
                [.. Encoding.UTF8.GetBytes(path), 0],
                0,
                BasicsAndBirth,
                out Answer answer
            ) == 0
        )
        {
            return new FileFacts(KindOf(answer.Mode), answer.ToStamp());
        }

        int error = Marshal.GetLastPInvokeError();
        return error is NoEntry or NoFolder or TooManyLinks
            ? new FileFacts(FileKind.Missing, default)
            : new FileFacts(FileKind.Unknown, default, Marshal.GetPInvokeErrorMessage(error));
    }

    private static FileKind KindOf(ushort mode) =>
        (mode & TypeBits) switch
        {
            RegularType => FileKind.Regular,
            FolderType => FileKind.Folder,
            _ => FileKind.Special,
        };

    /// <summary>Where developers run the program on another system.</summary>
    private static FileFacts Approximate(FileInfo file) =>
        Directory.Exists(file.FullName) ? new FileFacts(FileKind.Folder, default)
        : file.Exists
            ? new FileFacts(
                FileKind.Regular,
                new FileStamp(default, file.Length, file.LastWriteTimeUtc.Ticks, 0)
            )
        : new FileFacts(FileKind.Missing, default);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage(
        "Interoperability",
        "SYSLIB1054",
        Justification = "The generated form needs unsafe code, which this project does not allow; these arguments need no marshalling."
    )]
    private static extern int Statx(
        int folder,
        byte[] path,
        int flags,
        uint mask,
        out Answer answer
    );

    /// <summary>struct statx of Linux, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct Answer
    {
        [FieldOffset(28)]
        public readonly ushort Mode;

        [FieldOffset(32)]
        private readonly long _inode;

        [FieldOffset(40)]
        private readonly long _size;

        [FieldOffset(80)]
        private readonly Moment _born;

        [FieldOffset(96)]
        private readonly Moment _changed;

        [FieldOffset(112)]
        private readonly Moment _written;

        [FieldOffset(136)]
        private readonly long _device;

        public FileStamp ToStamp() =>
            new(
                new FileIdentity(_device, _inode, _born.Nanoseconds),
                _size,
                _written.Nanoseconds,
                _changed.Nanoseconds
            );
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Moment
    {
        private readonly long _seconds;
        private readonly uint _fraction;
        private readonly int _reserved;

        public long Nanoseconds => unchecked((_seconds * 1_000_000_000) + _fraction);
    }
}
