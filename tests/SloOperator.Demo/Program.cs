using System.Runtime.InteropServices;
using SloOperator.Demo;

using CancellationTokenSource stop = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

bool once = Environment.GetEnvironmentVariable("DEMO_ONCE") is "1";
string log = Path.GetTempFileName();
try
{
    bool holds = await new Demonstration(log, once, TimeProvider.System).RunAsync(stop.Token);
    File.Delete(log);
    return holds ? 0 : 1;
}
catch (Exception) when (stop.IsCancellationRequested)
{
    // Ctrl-C reaches everything that runs here: whatever failed, failed because of it.
    File.Delete(log);
    return once ? 130 : 0;
}
catch (Exception ex) when (ex is not OperationCanceledException)
{
    await Console.Error.WriteLineAsync($"demo: {ex.Message}\ndemo: the program's log is {log}");
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
