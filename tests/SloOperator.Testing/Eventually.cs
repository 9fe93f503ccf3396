namespace SloOperator.Testing;

/// <summary>For what real servers and other threads do in their own time: an assertion is tried again until it holds.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks every millisecond, for half a minute at most: for what other threads of this process are about to do.</summary>
    public static async Task TrueAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException("The condition never came true.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    /// <summary>Returns when the assertion passes; after the deadline its last failure is thrown as it is.</summary>
    public static async Task HoldsAsync(Func<Task> assertion, TimeSpan deadline)
    {
        using CancellationTokenSource limit = new(deadline, TimeProvider.System);
        using PeriodicTimer pace = new(Pace, TimeProvider.System);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception ex)
                when (ex is not OperationCanceledException && !limit.IsCancellationRequested)
            {
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }
}
