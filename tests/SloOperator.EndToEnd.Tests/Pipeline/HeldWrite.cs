namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>A write of a status on its way to the API server, which has not seen it yet.</summary>
internal sealed class HeldWrite
{
    private readonly TaskCompletionSource _go = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private readonly TaskCompletionSource<int> _answered = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Returns the status code it is answered with; 0 when there is no answer.</summary>
    public Task<int> LetGoAsync()
    {
        _go.TrySetResult();
        return _answered.Task;
    }

    public async Task PassAsync(Func<Task<int>> forward, CancellationToken ct)
    {
        await _go.Task.WaitAsync(ct);
        try
        {
            _answered.TrySetResult(await forward());
        }
        finally
        {
            _answered.TrySetResult(0);
        }
    }
}
