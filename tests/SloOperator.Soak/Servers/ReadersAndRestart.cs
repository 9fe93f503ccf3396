namespace SloOperator.Soak.Servers;

/// <summary>Many requests at once, or one restart; a restart waits for the requests under way, and holds up those to come.</summary>
internal sealed class ReadersAndRestart
{
    private const int Most = 1_000;

    private readonly SemaphoreSlim _places = new(Most);
    private readonly SemaphoreSlim _restart = new(1);

    public Task ReadAsync(Func<Task> request) =>
        ReadAsync(async () =>
        {
            await request();
            return true;
        });

    public async Task<TResult> ReadAsync<TResult>(Func<Task<TResult>> request)
    {
        await _places.WaitAsync();
        try
        {
            return await request();
        }
        finally
        {
            _places.Release();
        }
    }

    public async Task RestartAsync(Func<Task> restart)
    {
        await _restart.WaitAsync();
        int held = 0;
        try
        {
            for (; held < Most; held++)
            {
                await _places.WaitAsync();
            }

            await restart();
        }
        finally
        {
            _places.Release(held);
            _restart.Release();
        }
    }
}
