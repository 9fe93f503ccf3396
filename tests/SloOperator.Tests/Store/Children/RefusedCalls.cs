using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SloOperator.Tests.Store.Children;

/// <summary>
/// Makes the system refuse calls of this thread and of those it starts, for good, by a seccomp filter (seccomp(2)): a real error from the
/// kernel, which needs no rights. Numbers are those of x86-64, the only architecture this project builds for.
/// </summary>
[SuppressMessage(
    "Interoperability",
    "SYSLIB1054",
    Justification = "The generated form needs unsafe code."
)]
internal static class RefusedCalls
{
    private const int NoNewPrivileges = 38;
    private const int SetSeccomp = 22;
    private const ulong FilterMode = 2;
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort Return = 0x06;
    private const uint Allow = 0x7fff0000;
    private const uint Fail = 0x00050000;
    private const uint NumberOffset = 0;
    private const uint ThirdArgumentOffset = 32;
    private const uint CloseOnExec = 0x80000;
    private const uint NoSpace = 28;
    private const uint Broken = 5;

    public static void Refuse(RefusedCall call)
    {
        Step[] filter = call switch
        {
            RefusedCall.Write => Refusing(18, NoSpace),
            RefusedCall.Flush => Refusing(74, Broken),
            RefusedCall.Rename => Refusing(82, Broken),
            _ =>
            [
                new(Load, 0, 0, NumberOffset),
                new(JumpIfEqual, 0, 3, 257),
                new(Load, 0, 0, ThirdArgumentOffset),
                new(JumpIfEqual, 0, 1, CloseOnExec),
                new(Return, 0, 0, Fail | Broken),
                new(Return, 0, 0, Allow),
            ],
        };
        Install(filter);
    }

    private static Step[] Refusing(uint number, uint error) =>
        [
            new(Load, 0, 0, NumberOffset),
            new(JumpIfEqual, 0, 1, number),
            new(Return, 0, 0, Fail | error),
            new(Return, 0, 0, Allow),
        ];

    private static void Install(Step[] filter)
    {
        GCHandle pinned = GCHandle.Alloc(filter, GCHandleType.Pinned);
        try
        {
            var program = new FilterProgram((ushort)filter.Length, pinned.AddrOfPinnedObject());
            if (
                Control(NoNewPrivileges, 1, 0, 0, 0) != 0
                || Control(SetSeccomp, FilterMode, ref program, 0, 0) != 0
            )
            {
                throw new InvalidOperationException(
                    $"The system takes no seccomp filter: {Marshal.GetLastPInvokeErrorMessage()}"
                );
            }
        }
        finally
        {
            pinned.Free();
        }
    }

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(
        int option,
        ulong first,
        ulong second,
        ulong third,
        ulong fourth
    );

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(
        int option,
        ulong first,
        ref FilterProgram second,
        ulong third,
        ulong fourth
    );

    /// <summary>struct sock_filter.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Step(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary>struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct FilterProgram(ushort Length, nint Steps);
}
