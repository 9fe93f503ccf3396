using System.ComponentModel;
using System.Diagnostics;

namespace SloOperator.Testing.Processes;

/// <summary>A program run by a test; it and its children are killed on dispose, or when the test process ends without it.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // After the process is gone only a grandchild can keep its pipes open; nobody waits for that one.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FreezeLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly TextWriter _log;
    private readonly Task _pumps;
    private bool _disposed;

    private ChildProcess(string program, Process process, ChildProcessOptions options)
    {
        Program = program;
        Id = process.Id;
        _process = process;
        _log = options.LogFile is null
            ? TextWriter.Null
            : TextWriter.Synchronized(
                new StreamWriter(options.LogFile, append: true) { AutoFlush = true }
            );
        _pumps = Task.WhenAll(
            Output.PumpAsync(process.StandardOutput, _log.WriteLine),
            Errors.PumpAsync(process.StandardError, _log.WriteLine)
        );
    }

    public string Program { get; }

    public int Id { get; }

    public CapturedOutput Output { get; } = new();

    public CapturedOutput Errors { get; } = new();

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program, found on PATH when it has no slash; throws <see cref="InvalidOperationException"/> when there is none.</summary>
    public static ChildProcess Start(string program, ChildProcessOptions? options = null)
    {
        options ??= new ChildProcessOptions();
        Process process = Launch(program, options);
        OrphanReaper.Started(process.Id);
        ChildProcess child = new(program, process, options);
        child.Feed(options.StandardInput);
        return child;
    }

    /// <summary>Runs a program to its end; <see cref="TimeoutException"/> after the deadline, when it is killed.</summary>
    public static async Task<CommandResult> RunAsync(
        string program,
        ChildProcessOptions options,
        TimeSpan deadline
    )
    {
        await using ChildProcess child = Start(program, options);
        int exitCode = await child.WaitForExitAsync(deadline);
        return new CommandResult(exitCode, child.Output.Text, child.Errors.Text);
    }

    public void Signal(UnixSignal signal) => UnixSignals.Send(Id, signal);

    /// <summary>Freezes the process: its connections stay open and nothing answers, from the moment this returns.</summary>
    /// <exception cref="TimeoutException">It goes on running.</exception>
    public void Freeze()
    {
        Signal(UnixSignal.Stop);
        // The signal is on its way only: a thread on another core may go on for milliseconds, and answer.
        if (!SpinWait.SpinUntil(() => ProcessThreads.HaveStopped(Id), FreezeLimit))
        {
            throw new TimeoutException(
                $"{Program} ({Id}) was told to stop and still ran after {FreezeLimit}"
            );
        }
    }

    public void Thaw() => Signal(UnixSignal.Continue);

    /// <summary>Waits for the end and for all output; returns the exit code (128 + n after signal n).</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        using CancellationTokenSource limit = new(deadline, TimeProvider.System);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException ex)
        {
            throw new TimeoutException(
                $"{Program} did not end within {deadline}; it last wrote: {Tail()}",
                ex
            );
        }

        await Task.WhenAny(_pumps, Task.Delay(OutputGrace, TimeProvider.System));
        return _process.ExitCode;
    }

    /// <summary>Asks politely (SIGTERM) and waits for the exit code.</summary>
    public Task<int> TerminateAsync(TimeSpan deadline)
    {
        Signal(UnixSignal.Terminate);
        return WaitForExitAsync(deadline);
    }

    /// <summary>SIGKILL to the process and its children; works on a frozen one, and does nothing to one that has ended.</summary>
    public async Task KillAsync()
    {
        if (!HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        OrphanReaper.Ended(Id);
    }

    /// <summary>Waits for a line on either stream; fails at once when the process ends without it.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> matches, TimeSpan deadline)
    {
        using CancellationTokenSource limit = new(deadline, TimeProvider.System);
        Task<string> output = Output.WaitForLineAsync(matches, limit.Token);
        Task<string> errors = Errors.WaitForLineAsync(matches, limit.Token);
        Task first = await Task.WhenAny(output, errors, _pumps);
        if (first is Task<string> { IsCompletedSuccessfully: true } found)
        {
            return await found;
        }

        bool ended = _pumps.IsCompleted;
        await limit.CancelAsync();
        // The end of the output can be noticed before the line that was the last of it.
        return Output.Lines.Concat(Errors.Lines).FirstOrDefault(matches)
            ?? throw new TimeoutException(
                $"{Program} {(ended ? "ended" : $"ran {deadline}")} without the awaited line; it last wrote: {Tail()}"
            );
    }

    /// <summary>The newest lines of both streams, for messages.</summary>
    public string Tail() => (Output.Tail(10) + "\n" + Errors.Tail(20)).Trim();

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await KillAsync();
        await Task.WhenAny(_pumps, Task.Delay(OutputGrace, TimeProvider.System));
        await _log.DisposeAsync();
        _process.Dispose();
    }

    private static Process Launch(string program, ChildProcessOptions options)
    {
        ProcessStartInfo start = new(program, options.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        foreach ((string name, string? value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)
                ?? throw new InvalidOperationException($"{program} did not start.");
        }
        catch (Win32Exception ex)
        {
            throw new InvalidOperationException(
                $"Cannot start {program}: {ex.Message}. Run scripts/install-servers.sh if it is missing.",
                ex
            );
        }
    }

    private void Feed(string? input)
    {
        try
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading; its exit code and output say why.
        }
    }
}
