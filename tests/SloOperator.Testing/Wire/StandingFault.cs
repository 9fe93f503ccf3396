namespace SloOperator.Testing.Wire;

/// <summary>A fault from when it was set until another took its place; setting an equal one again starts anew.</summary>
internal sealed class StandingFault(Fault fault)
{
    private readonly TaskCompletionSource _replaced = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public Fault Fault { get; } = fault;

    public Task Replaced => _replaced.Task;

    public void Replace() => _replaced.TrySetResult();

    /// <summary>Sooner than <paramref name="delay"/> when another fault takes its place.</summary>
    public async Task WaitAsync(TimeSpan delay, CancellationToken ct)
    {
        try
        {
            await Replaced.WaitAsync(delay, TimeProvider.System, ct);
        }
        catch (TimeoutException)
        {
            // The whole delay.
        }
    }
}
