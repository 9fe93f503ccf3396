namespace SloOperator.Kubernetes.Tests.Runtime;

/// <summary>Waits for what other threads are about to do; a condition that never comes true fails after half a minute.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider
                .System.GetElapsedTime(start)
                .ShouldBeLessThan(TimeSpan.FromSeconds(30), "condition never came true");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }
}
