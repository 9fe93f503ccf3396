using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SloOperator.Store;

/// <summary>Replaces a file so that after a crash either the old or the new content is there whole.</summary>
internal static class DurableFile
{
    public const string TemporarySuffix = ".tmp";

    private const int CloseOnExec = 0x80000;

    /// <summary>EINVAL: how some file systems say that there is nothing to flush of a folder.</summary>
    private const int NotFlushable = 22;

    /// <summary>One writer a path: the temporary file beside it has a fixed name, so that a crash leaves at most one behind.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = path + TemporarySuffix;
        Create(folder);
        try
        {
            using (
                var stream = new FileStream(
                    temporary,
                    FileMode.Create,
                    FileAccess.Write,
                    FileShare.None,
                    bufferSize: 0
                )
            )
            {
                stream.Write(content);
                Flush(stream.SafeFileHandle, temporary);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }

        FlushFolder(folder);
    }

    /// <summary>A new folder is an entry of the one above, which must reach the disk as well.</summary>
    private static void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        string? above = Path.GetDirectoryName(folder);
        if (above is not null)
        {
            Create(above);
        }

        Directory.CreateDirectory(folder);
        FlushFolder(above ?? folder);
    }

    /// <summary>What the write failed of is the news, not what tidying failed of.</summary>
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // The next write takes its place.
        }
    }

    /// <summary>Without this the rename itself may be lost. The base library opens no folders, so the system is asked directly.</summary>
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var handle = new SafeFileHandle(
            Open([.. Encoding.UTF8.GetBytes(folder), 0], CloseOnExec),
            ownsHandle: true
        );
        if (handle.IsInvalid)
        {
            throw new IOException(
                $"cannot open {folder} to flush it: {Marshal.GetLastPInvokeErrorMessage()}"
            );
        }

        Flush(handle, folder);
    }

    /// <summary>The base library's own flush says nothing of an input/output error, and a content that never reached the disk would replace the old.</summary>
    private static void Flush(SafeFileHandle handle, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
        }
        else if (FSync(handle) != 0 && Marshal.GetLastPInvokeError() is not NotFlushable)
        {
            throw new IOException(
                $"cannot flush {path} to the disk: {Marshal.GetLastPInvokeErrorMessage()}"
            );
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage(
        "Interoperability",
        "SYSLIB1054",
        Justification = "The generated form needs unsafe code, which this project does not allow; these arguments need no marshalling."
    )]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage(
        "Interoperability",
        "SYSLIB1054",
        Justification = "The generated form needs unsafe code, which this project does not allow."
    )]
    private static extern int FSync(SafeFileHandle file);
}
