using SloOperator.Testing.Processes;

namespace SloOperator.Soak.Endurance;

/// <summary>A process under test and what it has taken up so far.</summary>
internal sealed class Subject(string name, ChildProcess process) : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    private readonly List<ProcessSample> _samples = [];

    public string Name => name;

    public ChildProcess Process => process;

    public IReadOnlyList<ProcessSample> Samples => _samples;

    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public void Sample(TimeSpan at)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException(
                $"The {name} ended by itself; it last wrote: {process.Tail()}"
            );
        }

        _samples.Add(new ProcessSample(at, ProcessUse.Of(process.Id)));
    }

    public IReadOnlyList<Limit> Limits(TimeSpan warmUp) =>
        Limit.Of(name, [.. _samples.Where(sample => sample.At >= warmUp)]);

    public override string ToString() =>
        _samples is [.., { Use: var last }]
            ? $"{name} {last.ResidentMebibytes:0.0} MiB ({last.AnonymousMebibytes:0.0} anonymous) {last.OpenHandles} handles {last.Threads} threads"
            : name;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await process.TerminateAsync(StopDeadline);
        }

        await process.DisposeAsync();
    }
}
