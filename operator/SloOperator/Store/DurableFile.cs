using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SloOperator.Store;

/// <summary>Replaces a file so that after a crash either the old or the new content is there whole.</summary>
internal static class DurableFile
{
    /// <summary>One writer a path: the temporary file beside it has a fixed name, so that a crash leaves at most one behind.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        string temporary = path + ".tmp";
        Directory.CreateDirectory(folder);
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
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(folder);
    }

    /// <summary>Without this the rename itself may be lost. The base library opens no folders, so the system is asked directly.</summary>
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var handle = new SafeFileHandle(
            Open([.. Encoding.UTF8.GetBytes(folder), 0], 0),
            ownsHandle: true
        );
        if (handle.IsInvalid)
        {
            throw new IOException(
                $"cannot open {folder} to flush it: {Marshal.GetLastPInvokeErrorMessage()}"
            );
        }

        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage(
        "Interoperability",
        "SYSLIB1054",
        Justification = "The generated form needs unsafe code, which this project does not allow; these arguments need no marshalling."
    )]
    private static extern int Open(byte[] path, int flags);
}
